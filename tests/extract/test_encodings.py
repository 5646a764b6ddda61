"""Bytes to characters."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.encodings import text_from_bytes
from flows.extract.unreadable import UnreadableError

RUSSIAN = (
    "Председатель профсоюза отметил, что за три года число коллективных договоров выросло на 12 процентов. "
    "«Мы не допустим нарушения прав работников», — сказал он журналистам в Караганде."
)
KAZAKH = "Федерация төрағасы ұжымдық шарттардың саны өскенін, ал еңбек дауларының азайғанын атап өтті. Съезд Астанада өтті."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866", "mac-cyrillic", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_russian_is_read_from_its_bytes_alone(encoding: str) -> None:
    data = RUSSIAN.encode(encoding, "ignore")
    assert text_from_bytes(data).text == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "ptcp154", "kz1048", "utf-16-le"])
def test_kazakh_is_read_from_its_bytes_alone(encoding: str) -> None:
    data = KAZAKH.encode(encoding)
    assert text_from_bytes(data).text == KAZAKH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The union’s members — nearly 400 of them — said they would not accept “any further delay” in the café."),
        ("cp1252", "Les syndicats ont demandé une hausse des salaires ; le ministre a répondu : « Nous négocierons dès la rentrée. »"),
        ("cp1250", "Związki zawodowe zażądały podwyżek płac, a pracodawcy zgodzili się na rozmowy w przyszły wtorek."),
        ("cp1254", "Sendikalar ücretlerin artırılmasını istedi; işverenler görüşmelere gelecek salı günü başlanacağını açıkladı."),
        ("cp1253", "Τα συνδικάτα ζήτησαν αύξηση των μισθών και η κυβέρνηση δήλωσε ότι οι διαπραγματεύσεις θα συνεχιστούν."),
        ("gb18030", "工会要求提高工资，政府表示谈判将在下周继续进行。全国总工会主席在北京会见了代表团。"),
    ],
)
def test_other_scripts_are_read_from_their_bytes_alone(encoding: str, text: str) -> None:
    assert text_from_bytes(text.encode(encoding)).text == text


def test_byte_order_mark_is_no_character_of_the_text() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        found = text_from_bytes("Съезд".encode(encoding))
        assert (found.text, found.encoding) == ("Съезд", encoding)


def test_declared_charset_decides_where_the_bytes_do_not() -> None:
    data = "Odbory požadují zvýšení mezd".encode("cp1250")
    assert text_from_bytes(data, "windows-1250").text == "Odbory požadují zvýšení mezd"


def test_wrong_declaration_gives_way_to_what_the_bytes_are() -> None:
    assert text_from_bytes(RUSSIAN.encode(), "windows-1251").text == RUSSIAN
    assert text_from_bytes(RUSSIAN.encode("cp1251"), "iso-8859-1").text == RUSSIAN
    assert text_from_bytes(RUSSIAN.encode("cp1251"), "no-such-charset").text == RUSSIAN


def test_few_bad_bytes_leave_a_text_utf8() -> None:
    found = text_from_bytes(RUSSIAN[:40].encode() + b"\xff\xfe\xff" + RUSSIAN[40:].encode())
    assert found.encoding == "utf-8"
    assert found.repaired == 3
    assert found.text.replace("\ufffd", "") == RUSSIAN


def test_cut_within_a_character_loses_that_character_only() -> None:
    found = text_from_bytes(RUSSIAN.encode() + b"\xd0")
    assert (found.encoding, found.repaired) == ("utf-8", 1)


def test_noise_is_refused() -> None:
    noise = bytes((number * 7919 + number * number * 31) % 256 for number in range(4000))
    with pytest.raises(UnreadableError) as refusal:
        text_from_bytes(noise)
    assert refusal.value.code == "binary-content"


def test_noise_without_control_characters_is_refused() -> None:
    noise = bytes(byte if 31 < byte != 127 else 65 for byte in os.urandom(4000))
    with pytest.raises(UnreadableError) as refusal:
        text_from_bytes(noise)
    assert refusal.value.code == "encoding-unknown"


def test_zero_bytes_after_the_text_do_not_make_it_binary() -> None:
    assert text_from_bytes(RUSSIAN.encode() + bytes(5000)).text.rstrip("\0") == RUSSIAN


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "windows-1251", "utf-16", "gbk", "idna", "x"]))
def test_any_bytes_decode_as_the_named_encoding_says_or_are_refused(data: bytes, charset: str | None) -> None:
    with suppress(UnreadableError):
        found = text_from_bytes(data, charset)
        assert found.text == data.decode(found.encoding, "replace")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200).filter(lambda text: "\0" not in text))
def test_utf8_is_always_read_as_such(text: str) -> None:
    found = text_from_bytes(text.encode())
    assert found.text == text.removeprefix("\ufeff")
