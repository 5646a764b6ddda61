from __future__ import annotations

from flows.train.choices import Case, weights_from_cases


def cases(right_sign: str, wrong_sign: str) -> list[Case]:
    return [Case(f"d{number}", (frozenset({wrong_sign}), frozenset({right_sign})), 1) for number in range(20)]


def test_the_sign_of_the_right_candidates_weighs_more() -> None:
    weights = weights_from_cases(cases("near", "far"), l2=1.0, least=5)
    assert weights["near"] > 0 > weights["far"]


def test_rare_signs_have_no_weight_but_what_was_told_beforehand() -> None:
    weights = weights_from_cases(
        [*cases("near", "far"), Case("e", (frozenset({"rare"}), frozenset({"odd"})), 0)], l2=1.0, least=5, prior={"odd": 2.0, "never": 1.0}
    )
    assert "rare" not in weights
    assert 0 < weights["odd"] < 2
    assert weights["never"] == 1.0


def test_weights_do_not_depend_on_the_order_of_the_cases() -> None:
    mixed = [*cases("near", "far"), *cases("far", "near")[:5]]
    one, other = weights_from_cases(mixed, l2=1.0, least=1), weights_from_cases(mixed[::-1], l2=1.0, least=1)
    assert all(abs(one[sign] - other[sign]) < 1e-2 for sign in one)


def test_a_case_without_a_right_candidate_teaches_nothing() -> None:
    taught = weights_from_cases([*cases("near", "far"), Case("e", (frozenset({"far"}),), None)], l2=1.0, least=5)
    assert taught == weights_from_cases(cases("near", "far"), l2=1.0, least=5)
