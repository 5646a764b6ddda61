from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.characters import repaired_characters, repaired_letters
from flows.extract.mapped import Mapped

SPOILED = st.text(alphabet="aй и\u0306\u0301ﬁ\xa0\u200b\xad\u202f’‘`s \n\t.\U0001f468\u200d“”", max_size=40)


def repaired(text: str) -> str:
    return repaired_characters(Mapped.of(text)).text


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("so\xa0 it\u2009is", "so it is"),
        ("na\xadme a\u200bb\ufeff", "name ab"),
        ("и\u0306од е\u0308", "йод ё"),
        ("ﬁne e\ufb03cient", "fine efficient"),
        ("  head  \nand\t tail ", "head\nand tail"),
        ("employers ‘ associations", "employers’ associations"),
        ("Kazakhstan ’s law and it`s end", "Kazakhstan’s law and it’s end"),
        ("full\u2011time", "full-time"),
    ],
)
def test_spoiled_characters_are_repaired(raw: str, wanted: str) -> None:
    assert repaired(raw) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "“He said ‘no’,” she noted",
        "O‘zbekiston va g‘alaba",
        "unchanged-the same",
        "socio – economic",
        "می\u200cخواهم",
        "👩\u200d🏭",
        "в 2018 г. «Труд»",
    ],
)
def test_what_is_meant_stays(text: str) -> None:
    assert repaired(text) == text


def test_a_soft_hyphen_at_a_lines_end_is_left_for_the_paragraphs() -> None:
    assert repaired_letters(Mapped.of("collec\xad\ntive")).text == "collec\xad\ntive"


@given(SPOILED)
def test_repairing_twice_changes_nothing_more(raw: str) -> None:
    raw = raw.replace("\u200d", "")  # a joiner stays beside a mark, and what hides the mark may go
    once = repaired_characters(Mapped.of(raw))
    assert repaired_characters(once).text == once.text


@given(SPOILED)
def test_letters_that_were_kept_map_to_themselves(raw: str) -> None:
    mapped = repaired_characters(Mapped.of(raw))
    for place, character in enumerate(mapped.text):
        first, last = mapped.raw_span(place, place + 1)
        if character in "a.\U0001f468“”":
            assert raw[first:last] == character


@given(SPOILED)
def test_line_feeds_are_never_lost(raw: str) -> None:
    assert repaired(raw).count("\n") == raw.count("\n")
