from __future__ import annotations

import pytest

from flows.extract.title import title_from_lines

PROSE = "The union and the operator of the railway signed a pay deal for three years on Monday after nine weeks of talks."


def title_of(lines: list[str], told: str | None = None, layout: list[str] | None = None) -> str | None:
    return title_from_lines(lines, layout or ["line"] * len(lines), told, [False] * len(lines))


@pytest.mark.parametrize(
    "headline", ["Railway union signs pay deal", "Минтруд: зарплаты вырастут", "Asel Nurova: “We got what we asked for!”"]
)
def test_a_short_first_line_before_prose_is_the_headline(headline: str) -> None:
    assert title_of([headline, PROSE]) == headline


@pytest.mark.parametrize(
    "first",
    [PROSE, "Dear delegates!", "Құрметті әріптестер!", "Contents:", "and so it went on", "Speech"],
)
def test_a_sentence_greeting_label_or_single_word_is_none(first: str) -> None:
    assert title_of([first, PROSE]) is None


def test_a_page_without_prose_has_no_headline() -> None:
    assert title_of(["Contacts of the branch", "Abay Street 5"]) is None


def test_the_headline_of_the_markup_counts_first() -> None:
    assert title_of(["Section", "Deal signed", PROSE], layout=["heading", "title", "paragraph"]) == "Deal signed"


def test_the_site_name_is_left_out_where_the_page_prints_the_headline_alone() -> None:
    assert title_of(["Deal signed today", PROSE], told="Deal signed today | Railway Union") == "Deal signed today"


def test_a_title_that_only_the_metadata_give_is_kept() -> None:
    assert title_of([PROSE], told="Deal  signed") == "Deal signed"


def test_a_dateline_before_the_headline_is_passed_over() -> None:
    lines = ["3 October 2018", "Deal signed today", PROSE]
    assert title_from_lines(lines, ["line"] * 3, None, [True, False, False]) == "Deal signed today"
