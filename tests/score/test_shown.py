from __future__ import annotations

from rich.console import Console

from flows.score.measures import Score, Scoring
from flows.score.shown import printed_scores

SCORING = Scoring((Score("quotes", 0.5, 1.0, 2 / 3, 1200, 2400),), {"page": ("speaker is [nobody]",)}, ("lost.txt",))


def shown(errors: bool) -> str:
    console = Console(width=120, color_system=None)
    with console.capture() as capture:
        console.print(printed_scores(SCORING, errors))
    return capture.get()


def test_figures_have_three_places():
    assert "0.500 │  1.000 │       0.667 │ 1,200 │     2,400" in shown(errors=False)


def test_a_missing_document_is_always_told():
    assert "Not in the warehouse, so nothing was found in it: lost.txt" in shown(errors=False)


def test_errors_are_shown_if_wished_and_as_they_are():
    assert "speaker is [nobody]" not in shown(errors=False)
    assert "page\n  speaker is [nobody]" in shown(errors=True)
