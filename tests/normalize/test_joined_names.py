"""Names that were found in two parts."""

from __future__ import annotations

from flows.normalize.joined_names import joined_names
from flows.normalize.page import Span


def joined(text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    spans = [Span(text.index(words), text.index(words) + len(words), "name", label, 0.9, "tagger") for words, label in found]
    return [(text[name.start : name.end].replace("\n", "/"), name.label) for name in joined_names(text, spans)]


def test_a_congress_and_its_organization_are_one_event() -> None:
    text = "The IX Congress of the Union of Miners opened."
    assert joined(text, ("IX Congress", "event"), ("Union of Miners", "organization")) == [("IX Congress of the Union of Miners", "event")]


def test_a_plenum_and_its_organization_stay_two_names() -> None:
    assert len(joined("The IV Plenum of the Federation met.", ("IV Plenum", "event"), ("Federation", "organization"))) == 2


def test_a_persons_name_goes_on_in_the_next_line() -> None:
    assert joined("The chair, Morag\nSutherland, spoke.", ("Morag", "person"), ("Sutherland", "person")) == [("Morag/Sutherland", "person")]


def test_names_in_a_list_are_one_a_line() -> None:
    assert len(joined("Present:\nMorag\nSutherland\n", ("Morag", "person"), ("Sutherland", "person"))) == 2
    assert len(joined("By Grant Lidd\nMalia Fono spoke", ("Grant Lidd", "person"), ("Malia Fono", "person"))) == 2
