from __future__ import annotations

from flows.train.gold_pages import GoldPage, gold_pages
from flows.train.participants import Case, cases_from_pages, cross_fitted, figures_from_cases, weights_from_cases


def test_everybody_of_the_page_is_a_case_of_each_event(gold: GoldPage) -> None:
    cases, missed = cases_from_pages([gold])
    assert [case.takes_part for case in cases if "in sentence" in case.signs] == [True]
    assert {case.takes_part for case in cases if "in sentence" not in case.signs} == {False}
    assert missed == 0


def test_a_sign_of_those_who_take_part_weighs_for_it() -> None:
    cases = [Case(f"d{place}", frozenset(("any", "near" if place % 2 else "far")), place % 2 == 1) for place in range(60)]
    weights = weights_from_cases(cases)
    assert weights["near"] > 0 > weights["far"]
    assert figures_from_cases(weights, cases, 3).recall == 30 / 33
    assert cross_fitted(cases, 3).f1 == figures_from_cases(weights, cases, 3).f1


def test_signs_that_few_show_get_no_weight() -> None:
    cases = [Case("d", frozenset(("any", "rare") if place == 0 else ("any",)), place < 5) for place in range(20)]
    assert set(weights_from_cases(cases)) == {"any"}


def test_weights_do_not_depend_on_the_order_of_the_cases() -> None:
    cases, _ = cases_from_pages(gold_pages(True)[:8])
    one, other = weights_from_cases(cases), weights_from_cases(cases[::-1])
    assert one.keys() == other.keys()
    assert all(abs(one[sign] - other[sign]) < 1e-6 for sign in one)
