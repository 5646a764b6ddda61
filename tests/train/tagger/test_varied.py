from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.train.tagger.examples import Example, Marked
from flows.train.tagger.varied import NameWords, name_words_from_examples, recased, remarked, renamed, varied

OTHERS = NameWords(("Bolat", "Christabel"), ("Li", "Oyelaran-Oyeyinka", "Zhumabekova"))
TEXT = "“Asel Nurbekova agreed”, said Dana.\nNurbekova’s union, the Nurbekova Fund, and J. Smith met A. B. in Almaty on 5 May."


def marked(layer: str, label: str, words: str, nth: int = 0, text: str = TEXT) -> Marked:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Marked(layer, label, start, start + len(words))


EXAMPLE = Example(
    "test",
    TEXT,
    (
        marked("quote", "", "Asel Nurbekova agreed"),
        marked("name", "person", "Asel Nurbekova"),
        marked("cue", "", "said"),
        marked("name", "person", "Dana"),
        marked("name", "person", "Nurbekova", 1),
        marked("name", "organization", "Nurbekova Fund"),
        marked("name", "person", "J. Smith"),
        marked("name", "person", "A. B."),
        marked("name", "place", "Almaty"),
    ),
    frozenset(("name", "quote", "cue")),
    (marked("trigger", "", "met"), marked("name", "", "5 May")),
)
seeds = st.integers(0, 10_000).map(Random)


def words(example: Example, spans: tuple[Marked, ...]) -> list[str]:
    return [example.text[one.start : one.end] for one in spans]


def persons(example: Example) -> list[str]:
    return words(example, tuple(one for one in example.marked if one.label == "person"))


@given(seeds)
def test_renaming_keeps_every_span_on_its_words(random: Random) -> None:
    new = renamed(EXAMPLE, random, OTHERS)
    assert words(new, new.unjudged) == ["met", "5 May"]
    cut = words(new, new.marked)
    assert [cut[at] for at in (2, 5, 8)] == ["said", "Nurbekova Fund", "Almaty"]
    assert cut[0] == f"{cut[1]} agreed"
    assert [(one.layer, one.label) for one in new.marked] == [(one.layer, one.label) for one in EXAMPLE.marked]


@given(seeds)
def test_a_surname_alone_is_renamed_as_in_the_full_name(random: Random) -> None:
    full, _, alone, *_ = persons(renamed(EXAMPLE, random, OTHERS))
    first, last = full.split()
    assert first in OTHERS.first
    assert last == alone
    assert alone in OTHERS.last


@given(seeds)
def test_renaming_changes_nothing_but_persons(random: Random) -> None:
    new = renamed(EXAMPLE, random, OTHERS)
    assert "the Nurbekova Fund" in new.text
    assert new.text.startswith("“")
    assert new.text.endswith(" in Almaty on 5 May.")
    assert new.text.count("\n") == 1


@given(seeds)
def test_initials_stay(random: Random) -> None:
    new = persons(renamed(EXAMPLE, random, OTHERS))
    assert new[3].startswith("J. ")
    assert new[4] == "A. B."


def test_an_example_without_persons_stays_as_it_is() -> None:
    one = Example("test", "Almaty met.", (Marked("name", "place", 0, 6),), frozenset(("name",)))
    assert renamed(one, Random(1), NameWords((), ())) == one


@pytest.mark.parametrize("marks", [('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’")])
def test_other_marks_stand_in_the_place_of_the_old_ones(marks: tuple[str, str]) -> None:
    new = remarked(EXAMPLE, marks)
    assert (new.text[0], new.text[TEXT.index("”")]) == marks
    assert words(new, new.marked) == words(EXAMPLE, EXAMPLE.marked)


@given(seeds, st.text(max_size=60))
def test_other_cases_keep_every_line_as_long_as_it_was(random: Random, text: str) -> None:
    new = recased(Example("test", f"{text}\nß\nﬁnal İ\nUnion’s ILO vote", (), frozenset()), random)
    assert [len(line) for line in new.text.split("\n")] == [len(line) for line in f"{text}\nß\nﬁnal İ\nUnion’s ILO vote".split("\n")]


def test_lines_are_written_in_capitals_as_headlines_or_small() -> None:
    one = Example("test", "union’s ILO vote 5th\n" * 2000, (), frozenset())
    assert set(recased(one, Random(1)).text.splitlines()) == {
        "union’s ILO vote 5th", "UNION’S ILO VOTE 5TH", "Union’s ILO Vote 5th", "union’s ilo vote 5th",
    }  # fmt: skip


def test_most_lines_keep_their_case() -> None:
    lines = recased(Example("test", "union\n" * 2000, (), frozenset()), Random(1)).text.splitlines()
    assert 0.88 < lines.count("union") / len(lines) < 0.98


@given(seeds)
def test_a_varied_example_has_the_same_spans_in_the_same_order(random: Random) -> None:
    new = varied(EXAMPLE, random, OTHERS)
    assert [(one.layer, one.label) for one in new.marked] == [(one.layer, one.label) for one in EXAMPLE.marked]
    assert [len(cut.split()) for cut in words(new, new.marked)] == [len(cut.split()) for cut in words(EXAMPLE, EXAMPLE.marked)]
    assert [cut.casefold() for cut in words(new, new.unjudged)] == ["met", "5 may"]


def test_the_same_seed_varies_alike() -> None:
    assert [varied(EXAMPLE, Random(seed), OTHERS) for seed in range(5)] == [varied(EXAMPLE, Random(seed), OTHERS) for seed in range(5)]


def test_name_words_are_those_of_full_names() -> None:
    assert name_words_from_examples([EXAMPLE]) == NameWords(("Asel",), ("Nurbekova",))
