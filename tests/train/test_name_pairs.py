"""flows/train/name_pairs.py"""

from __future__ import annotations

from pathlib import Path

from flows.train.name_pairs import NamePair, figures_from_pairs, joined, pairs_from_table, table_from_figures

PAIRS = pairs_from_table(Path(__file__).parents[1] / "normalize" / "name_pairs.csv")


def test_the_build_joins_no_two_things_and_most_names_of_one() -> None:
    figures = figures_from_pairs(PAIRS, ("together",))
    for part in ("seen", "unseen"):
        tally = figures["together", part, "all"]
        assert tally.precision == 1.0
        assert tally.recall >= 0.95


def test_the_table_has_names_in_three_scripts_and_both_answers() -> None:
    assert len(PAIRS) >= 200
    assert {pair.type for pair in PAIRS} == {"person", "organization", "place", "law", "event"}
    assert sum(not pair.same for pair in PAIRS) > len(PAIRS) / 4


def test_either_name_may_come_first() -> None:
    pairs = [
        NamePair("person", "Mirbolat Zhakypov", "Мирболат Жакупов", True, ""),
        NamePair("person", "Askar Omarov", "Askar Umarov", False, ""),
    ]
    assert joined(pairs, "alone") == joined(pairs, "turned") == [True, False]


def test_a_document_at_home_tells_the_country_of_a_body() -> None:
    pair = NamePair("organization", "Ministry of Health", "Министерство здравоохранения Республики Казахстан", True, "")
    assert (joined([pair], "alone"), joined([pair], "at home")) == ([False], [True])


def test_the_figures_are_one_table() -> None:
    lines = table_from_figures(figures_from_pairs(PAIRS[:3], ("alone",))).splitlines()
    assert lines[0].startswith("| documents |")
    assert all(line.startswith("| alone |") for line in lines[2:])
