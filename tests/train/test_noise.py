from __future__ import annotations

import json
from importlib.resources import files

import numpy as np

from flows.extract.noise_features import FEATURES
from flows.train.noise import figures, trained
from flows.train.noise_pages import Page

BODY = "The bakers of the town signed a new agreement with the mill on Monday, and it holds."


def page(lines: list[str], noise: list[bool]) -> Page:
    return Page(lines, ["line"] * len(lines), [True] * len(lines), [False] * len(lines), noise)


PAGES = [
    page(["Home | News | Contacts", BODY, BODY, "Share | Print"], [True, False, False, True]),
    page(["Menu | Search", BODY, "Log in | Register"], [True, False, True]),
]


def test_training_learns_the_pages_it_is_shown() -> None:
    model = trained(PAGES, steps=30)
    assert len(model["weights"]) == len(FEATURES)
    assert figures(model, PAGES) == {"pages": 2, "noise_lines": 4, "body_lines": 3, "precision": 1.0, "recall": 1.0, "body_lost": 0.0}


def test_training_twice_gives_the_same_weights() -> None:
    first, second = trained(PAGES, steps=5), trained(PAGES, steps=5)
    assert np.array_equal(first["weights"], second["weights"])


def test_the_stored_model_has_a_weight_for_every_feature_and_good_held_out_figures() -> None:
    stored = json.loads((files("flows.extract") / "noise_weights.json").read_text(encoding="utf-8"))
    assert list(stored["weights"]) == list(FEATURES)
    assert stored["card"]["held_out_authored"]["precision"] > 0.85
    assert stored["card"]["held_out_noisy"]["recall"] > 0.85
