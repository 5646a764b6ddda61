from __future__ import annotations

import numpy as np

from flows.extract.noise_features import FEATURES, features_from_lines

PAGE = [
    "Home | News | Contacts",
    "Bakers of the town sign a new agreement",
    "The bakers of the town signed a new agreement with the mill on Monday, and it holds for two years.",
    "Asel Nurbekova",
    "Everybody who works at night will be paid a third more, said Asel Nurbekova of the bakers' union.",
    "12 May 2023",
    "Opening hours",
]


def seen(name: str, repeated: list[bool] | None = None, set_apart: list[bool] | None = None) -> list[float]:
    plain = [False] * len(PAGE)
    rows = features_from_lines(PAGE, ["line"] * len(PAGE), set_apart or plain, repeated or plain)
    return [round(float(value), 3) for value in rows[:, FEATURES.index(name)]]


def test_every_line_has_every_feature_and_no_name_is_used_twice() -> None:
    rows = features_from_lines(PAGE, ["paragraph"] * len(PAGE), [True] * len(PAGE), [True] * len(PAGE))
    assert rows.shape == (len(PAGE), len(FEATURES))
    assert np.isfinite(rows).all()
    assert len(set(FEATURES)) == len(FEATURES)


def test_prose_is_told_from_labels_and_names() -> None:
    assert seen("prose") == [0, 0, 1, 0, 1, 0, 0]
    assert seen("lone_name") == [0, 0, 0, 1, 0, 0, 0]
    assert seen("many_separators") == [1, 0, 0, 0, 0, 0, 0]


def test_places_are_told_by_the_prose() -> None:
    assert seen("in_head") == [1, 1, 0, 0, 0, 0, 0]
    assert seen("in_tail") == [0, 0, 0, 0, 0, 1, 1]
    assert seen("after_date_in_tail") == [0, 0, 0, 0, 0, 0, 1]


def test_a_headline_says_what_the_text_says() -> None:
    assert seen("headline") == [0, 1, 0, 0, 0, 0, 0]


def test_names_that_the_prose_names_recur() -> None:
    assert seen("names_recur")[3] == 1
    assert seen("lone_name*amid*names_recur")[3] == 1


def test_a_line_is_glued_only_where_the_page_sets_others_apart() -> None:
    assert seen("glued", set_apart=[True, True, True, True, True, True, False]) == [0, 0, 0, 0, 0, 0, 1]
    assert not any(seen("glued"))


def test_repetition_in_the_corpus_is_a_feature() -> None:
    assert seen("repeated", repeated=[True, *[False] * 6])[0] == 1
