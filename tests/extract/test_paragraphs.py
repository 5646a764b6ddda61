from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.mapped import Mapped
from flows.extract.paragraphs import Paragraphs, joined_paragraphs

PROSE = (
    "The council of the union met on Monday to hear what the branches had to say about the new collective agreement.",
    "It was the third meeting of the year, and the hall was as full as it had been in the spring when the mill was closed.",
    "Nobody left before the vote, which was taken by show of hands, and the agreement was accepted by a large majority.",
)


def joined(text: str, kind: str = "line") -> Paragraphs:
    return joined_paragraphs(Mapped.of(text), [kind] * (text.count("\n") + 1))


def lines(text: str) -> list[str]:
    return joined(text).text.text.split("\n")


@pytest.mark.parametrize("width", [45, 64, 72, 98])
def test_paragraphs_wrapped_to_a_width_are_joined(width: int) -> None:
    assert lines("\n\n".join(textwrap.fill(paragraph, width) for paragraph in PROSE)) == list(PROSE)


def test_a_heading_a_list_and_a_signature_keep_their_lines() -> None:
    wrapped = textwrap.fill(PROSE[0], 60) + "\n" + textwrap.fill(PROSE[1], 60)
    text = f"Minutes of the council\n\n{wrapped}\n\n1. pay\n2. hours of work\n\nAna Silva\nSecretary"
    found = lines(text)
    assert found[0] == "Minutes of the council"
    assert found[-4:] == ["1. pay", "2. hours of work", "Ana Silva", "Secretary"]


def test_a_poem_stays_in_its_lines() -> None:
    poem = (
        "The wind is up on the hill today,\nAnd over the roofs it goes,\nIt carries the smoke of the town away\nTo where the river flows."
    )
    assert lines(poem) == poem.split("\n")


def test_one_paragraph_a_line_stays_so_and_remembers_its_empty_lines() -> None:
    page = joined(f"{PROSE[0]}\n\n{PROSE[1]}\nHome\n")
    assert page.text.text.split("\n") == [PROSE[0], PROSE[1], "Home"]
    assert page.set_apart == [True, True, False]


def test_lines_of_a_marked_up_page_are_never_joined() -> None:
    wrapped = textwrap.fill(" ".join(PROSE), 60)
    assert joined(wrapped, "paragraph").text.text == wrapped


def test_quoted_mail_loses_its_marks_and_is_joined() -> None:
    quoted = textwrap.indent(textwrap.fill(PROSE[0], 60), "> ")
    assert lines(textwrap.fill(PROSE[1], 60) + "\n" + quoted) == [PROSE[1], PROSE[0]]


def test_a_word_divided_by_a_soft_hyphen_is_made_whole() -> None:
    assert lines("the collec\xad\ntive agreement") == ["the collective agreement"]


def test_a_compound_at_a_lines_end_keeps_its_hyphen_where_the_document_divides_no_words() -> None:
    text = textwrap.fill(" ".join(PROSE * 3), 60).split("\n")
    text[3] = text[3][:55].rsplit(" ", 1)[0] + " well-"
    text[4] = "known " + text[4]
    assert "well-known" in joined("\n".join([*text, ""])).text.text


@given(st.lists(st.text(alphabet="ab -.>\n", max_size=60), max_size=8))
def test_every_character_but_spaces_hyphens_and_mail_marks_is_kept(parts: list[str]) -> None:
    raw = "\n".join(parts)
    page = joined(raw)
    letters = str.maketrans("", "", " \n->")
    assert page.text.text.translate(letters) == raw.translate(letters)
    assert len(page.layout) == len(page.set_apart) == (page.text.text.count("\n") + 1 if page.layout else 0)
    for place, character in enumerate(page.text.text):
        first, last = page.text.raw_span(place, place + 1)
        if character not in " \n":
            assert raw[first:last] == character
