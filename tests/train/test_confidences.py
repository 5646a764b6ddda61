from __future__ import annotations

from importlib.resources import files

import pytest

from flows.normalize.lexicon import lexicon_rows
from flows.normalize.lexicon_tagger import lexicon_spans_from_page
from flows.train import confidences
from flows.train.authored import AuthoredDocument, development_documents, fold_from_id
from flows.train.confidences import confidences_csv, cross_fitted_rows, learned_lexicon, shares_from_rows
from flows.train.gold_pages import GoldPage
from flows.train.judged import Judged, found_from_text

HEADERS = {
    "common_words": "common_words",
    "given_names": "given_names",
    "name_evidence": "name_evidence",
    "participant_signs": "participants",
    "event_triggers": "trigger_words",
    "methods": "confidences methods",
    "quote_confidences": "confidences quotes",
    "event_confidences": "confidences events",
}


def test_every_learned_file_names_the_module_that_makes_it() -> None:
    for name, module in HEADERS.items():
        header = (files("flows.normalize.lexicon") / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
        assert f"`python -m flows.train.{module}`" in header, name


def test_a_kind_seen_seldom_is_drawn_to_the_share_of_all() -> None:
    rows = [("often", place % 2 == 0) for place in range(90)] + [("seldom", True)] * 10
    (often, share, count), (seldom, drawn, few) = shares_from_rows(rows)
    assert (often, seldom, count, few) == ("often", "seldom", 90, 10)
    assert share < 0.52
    assert 0.7 < drawn < 0.8


def test_names_and_roles_are_drawn_each_to_their_own_share() -> None:
    rows = [Judged("name", "person", "n", 0, True), Judged("role", "", "r", 0, False), Judged("event", "visit", "", 0, True)]
    assert confidences_csv("methods", rows).splitlines()[1:] == ["method,confidence,rows", "n,1.00,1", "r,0.00,1"]


def test_each_fold_is_judged_by_what_the_others_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = development_documents()
    chosen = [next(one for one in documents if fold_from_id(one.document_id) == fold) for fold in (1, 3)]
    taught: list[list[str]] = []

    def learned(others: list[AuthoredDocument], folder: None) -> dict[str, str]:
        taught.append([one.document_id for one in others])
        return learned_lexicon(others, folder)

    monkeypatch.setattr(confidences, "learned_lexicon", learned)
    rows = cross_fitted_rows(chosen, None)
    assert taught == [[chosen[1].document_id], [chosen[0].document_id]]
    assert {row.thing for row in rows} >= {"name", "event"}


def test_quotes_are_as_sure_as_was_measured(gold: GoldPage) -> None:
    measured = {row["kind"]: float(row["confidence"]) for row in lexicon_rows("quote_confidences")}
    (quote,) = found_from_text(gold, lexicon_spans_from_page).quotes
    assert quote["confidence"] == pytest.approx(measured[quote["kind"]], abs=0.02)
