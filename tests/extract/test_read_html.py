from __future__ import annotations

from pathlib import Path

import pytest

from flows.extract.read_html import raw_characters_from_html, reading_from_html
from flows.extract.reading import Reading
from flows.extract.unreadable import UnreadableError

EXAMPLES = Path(__file__).parent / "examples"
PROSE = "<p>The council met on Thursday and discussed the draft law on trade unions with the deputies of the region.</p>" * 3


def read(name: str) -> Reading:
    return reading_from_html((EXAMPLES / name).read_bytes())


def lines(reading: Reading) -> list[tuple[str, str]]:
    return [(kind, line.text) for kind, line in zip(reading.layout, reading.text.lines(), strict=True)]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.html")), ids=lambda path: path.stem)
def test_one_for_one_pieces_equal_the_source(path: Path) -> None:
    data = path.read_bytes()
    reading, raw, place = reading_from_html(data), raw_characters_from_html(data), 0
    for length, start, raw_length in reading.text.pieces:
        if length == raw_length:
            assert reading.text.text[place : place + length] == raw[start : start + raw_length].replace("\n", " ")
        place += length
    assert place == len(reading.text.text)


def test_an_article_is_read_from_headline_to_signature() -> None:
    found = lines(read("news_schema.html"))
    assert found[:2] == [("title", "Miners and mine owners sign a wage agreement"), ("paragraph", "12 April 2019 Aigul Sarsenova")]
    assert found[-1] == ("paragraph", "Marat Omarov, Chairman")
    assert ("heading", "Safety first") in found
    assert ("caption", "Marat Omarov signs the agreement. Photo: D. Kim") in found
    assert [kind for kind, _ in found].count("list") == 2


def test_menus_teasers_footers_and_scripts_of_an_article_are_left_out() -> None:
    text = read("news_schema.html").text.text
    assert not [word for word in ("Economy", "Teachers ask", "All rights", "never read") if word in text]


def test_a_page_of_tables_and_breaks_keeps_its_paragraphs_and_its_encoding() -> None:
    reading = read("table_breaks.html")
    assert reading.encoding == "cp1251"
    found = lines(reading)
    assert ("paragraph", "22 июня 2018 года") in found
    assert found[-2:] == [("line", "Председатель союза"), ("line", "С. Ахметова")]
    assert {kind for kind, text in found if text in ("О союзе", "Документы", "Контакты")} <= {"links"}


def test_a_page_without_body_is_read() -> None:
    assert [kind for kind, _ in lines(read("no_body.html"))] == ["paragraph"] * 3


def test_a_page_of_frames_shows_what_stands_for_them() -> None:
    assert lines(read("frames.html"))[0][1].startswith("Your browser shows no frames.")


def test_broken_markup_keeps_headline_and_text() -> None:
    found = lines(read("broken.html"))
    assert found[0] == ("title", "Strike at the port ends")
    assert found[1][1].endswith("the first since March, according to its lawyer.")


@pytest.mark.parametrize("depth", [300, 10_000])
def test_text_deeper_than_lxml_goes_is_read(depth: int) -> None:
    reading = reading_from_html(f"<body>{'<div>' * depth}{PROSE}{'</div>' * depth}</body>".encode())
    assert len(reading.layout) == 3
    assert not reading.extractor.startswith("trafilatura")


def test_a_page_without_text_is_unreadable() -> None:
    with pytest.raises(UnreadableError) as caught:
        reading_from_html(b"<html><body><script>app()</script></body></html>")
    assert caught.value.code == "html-without-text"


def test_the_charset_of_the_transport_goes_before_that_of_the_page() -> None:
    data = f"<meta charset=windows-1252><body>{PROSE}<p>Қазақстан кәсіподақтары мен жұмыс берушілердің келісімі туралы</p>".encode()
    assert reading_from_html(data, "utf-8").encoding == "utf-8"
