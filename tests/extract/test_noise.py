from __future__ import annotations

from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.noise import marginals, noise_lines

TURNS = (0.3, -0.5, -0.7, 1.1)


@given(st.lists(st.floats(-8, 8), min_size=1, max_size=6))
def test_marginals_are_the_sums_over_all_ways_to_label_the_lines(scores: list[float]) -> None:
    total, noisy = 0.0, [0.0] * len(scores)
    for labels in product((0, 1), repeat=len(scores)):
        score = sum(score for score, label in zip(scores, labels, strict=True) if label)
        weight = exp(score + sum(TURNS[2 * a + b] for a, b in pairwise(labels)))
        total += weight
        for place, label in enumerate(labels):
            noisy[place] += weight * label
    assert marginals(scores, TURNS) == pytest.approx([value / total for value in noisy], abs=1e-9)


def test_extreme_scores_give_probabilities_still() -> None:
    assert marginals([-5000.0, 5000.0], (0.0, 0.0, 0.0, 0.0)) == [0.0, 1.0]


def test_no_lines_have_no_probabilities() -> None:
    assert noise_lines([], [], [], []) == []


@pytest.mark.parametrize(
    ("menu", "headline", "body", "footer"),
    [
        (
            "Skip to main content",
            "Ferry crews accept pay offer",
            "Crews of the Lamu ferries accepted an offer of six per cent on Tuesday and went back to work.",
            "Share on Facebook | Tweet | Print",
        ),
        (
            "Главная | Новости | Контакты",
            "Экипажи паромов приняли предложение о зарплате",
            "Экипажи паромов приняли во вторник предложение о повышении зарплаты и вернулись к работе.",
            "Поделиться: ВКонтакте, Telegram",
        ),
        (
            "Басты бет | Жаңалықтар | Байланыс",
            "Паром экипаждары жалақы туралы ұсынысты қабылдады",
            "Паром экипаждары сейсенбіде жалақыны көтеру туралы ұсынысты қабылдап, жұмысқа оралды.",
            "Бөлісу: Facebook, Telegram",
        ),
    ],
)
def test_menus_and_share_rows_are_noise_and_headline_and_body_are_not(menu: str, headline: str, body: str, footer: str) -> None:
    lines = [menu, headline, body, footer]
    chances = noise_lines(lines, ["line"] * 4, [True] * 4, [False] * 4)
    assert [chance > 0.5 for chance in chances] == [True, False, False, True]
