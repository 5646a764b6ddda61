from __future__ import annotations

from dataclasses import replace

import pytest

from flows.train.authored import FOLDS, fold_from_id
from flows.train.gold_pages import GoldPage
from flows.train.speakers import cases_from_pages, cross_fitted_speakers, speaker_signs_csv


@pytest.fixture
def pages(gold: GoldPage) -> list[GoldPage]:
    """One page under many ids, so that every fold has some."""
    copies = [replace(gold, page=replace(gold.page, document_id=f"x{number}")) for number in range(30)]
    assert {fold_from_id(copy.page.document_id) for copy in copies} == set(range(FOLDS))
    return copies


def test_each_quote_is_a_choice_among_the_cast_and_nobody(gold: GoldPage) -> None:
    choice = cases_from_pages([gold])[0]
    assert any("nobody" in sign for sign in choice.candidates[-1])
    assert "in source person alone" in choice.candidates[choice.right]


def test_every_quote_is_told_by_what_the_other_folds_taught(pages: list[GoldPage]) -> None:
    cases = cases_from_pages(pages)
    assert cross_fitted_speakers(pages, cases) == [("p1", "p1")] * 30
    fold = fold_from_id(pages[0].page.document_id)
    others = [case for case in cases if fold_from_id(case.document_id) != fold]
    astray = [replace(case, right=len(case.candidates) - 1) for case in others]
    assert cross_fitted_speakers(pages[:1], [case for case in cases if case not in others] + astray) == [(None, "p1")]


def test_the_header_tells_the_cross_fitted_figures(pages: list[GoldPage]) -> None:
    assert "of 30 quotes 30 are given to the right speaker, 0 to a wrong one" in speaker_signs_csv(pages).splitlines()[0]
