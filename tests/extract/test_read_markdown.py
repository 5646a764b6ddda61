from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.read_markdown import reading_from_markdown
from flows.extract.unreadable import UnreadableError

EXAMPLE = (Path(__file__).parent / "examples" / "minutes.md").read_text(encoding="utf-8")
MARKUP = [
    *"ab#*_`[]()<>|!\\&;: -1.\n\t\"'~é", "\n\n", "> ", "- ", "1. ", '[a](b "c")', "&amp;", "&#10;", "**b**", "`` c ` ``",
    "|a|b|\n|-|-|\n|c\\|d|", "```\nx\n```\n", "<div>y</div>\n", "![i](j)", "<http://a.b>", "  \n", "\r\n",
]  # fmt: skip


def lines(text: str) -> list[tuple[str, str]]:
    reading = reading_from_markdown(text, "utf-8", "0" * 64)
    return [(kind, line.text) for kind, line in zip(reading.layout, reading.text.lines(), strict=True)]


@given(st.lists(st.sampled_from(MARKUP), max_size=25).map("".join))
def test_every_character_equals_its_raw_characters(text: str) -> None:
    try:
        reading = reading_from_markdown(text, "utf-8", "0" * 64)
    except UnreadableError:
        return
    place = 0
    for length, raw, raw_length in reading.text.pieces:
        shown, written = reading.text.text[place : place + length], text[raw : raw + raw_length]
        assert raw + raw_length <= len(text)
        assert length != raw_length or all(a == b or (a == " " and b.isspace()) for a, b in zip(shown, written, strict=True))
        place += length
    assert len(reading.layout) == len(reading.text.lines())


def test_front_matter_is_metadata_and_no_text() -> None:
    reading = reading_from_markdown(EXAMPLE, "utf-8", "0" * 64)
    facts = reading.metadata
    assert (facts.title, facts.published, facts.author) == ("Minutes of the union council", "2020-02-11", "Dinara Alieva")
    assert (facts.language, facts.url) == ("en", "https://council.example/minutes/7")
    assert "lang" not in reading.text.text


def test_marks_go_and_words_of_links_and_code_stay() -> None:
    found = lines(EXAMPLE)
    assert found[0] == ("title", "Minutes of the union council")
    assert found[1][1].endswith("It heard Marat Omarov, who said: *We stay at the table* — and nothing more.")
    assert ("list", "Ask the ministry for a copy of the draft law.") in found
    assert ("paragraph", "See https://council.example and the rules.") in found


def test_tables_html_and_typed_text_are_lines_of_their_own() -> None:
    found = lines(EXAMPLE)
    assert [text for kind, text in found if kind == "table"] == ["Branch", "Members", "Mines", "14 000", "14", "a|b"]
    assert ("paragraph", "Printed & sent to all branches.") in found
    assert [text for kind, text in found if kind == "line"] == ["Signed: the chair", "Dinara Alieva", "A line of typed text"]


@pytest.mark.parametrize(
    ("shown", "written"), [("Marat Omarov", "Marat Omarov"), ("14 000", "14 000"), ("a|b", "a\\|b"), ("sent to all", "sent to <b>all")]
)
def test_words_map_to_where_they_stand(shown: str, written: str) -> None:
    mapped = reading_from_markdown(EXAMPLE, "utf-8", "0" * 64).text
    start = mapped.text.index(shown)
    first, last = mapped.raw_span(start, start + len(shown))
    assert EXAMPLE[first:last] == written


def test_a_dash_line_alone_opens_no_front_matter() -> None:
    assert lines("---\nThe council met.\n---\n")[0][1] == "The council met."


def test_marks_alone_are_unreadable() -> None:
    with pytest.raises(UnreadableError) as caught:
        reading_from_markdown("![](a.jpg)\n\n---\n", "utf-8", "0" * 64)
    assert caught.value.code == "markdown-without-text"
