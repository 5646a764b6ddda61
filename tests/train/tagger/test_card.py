"""The card; needs the extra `train` for the recipe's module."""

from __future__ import annotations

from collections import defaultdict

import pytest

from flows.train.tally import Tally

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")

from flows.train.tagger.card import card_from_training
from flows.train.tagger.examples import Example
from flows.train.tagger.fit import Point, Recipe
from flows.train.tagger.matched import Counts
from flows.train.tagger.model_files import Exported
from flows.train.tagger.sources import Sources


def counts(right: int) -> Counts:
    found: Counts = defaultdict(Tally)
    found["name", "law", "exact"].add(right, 4, 5)
    found["name", "all", "exact"].add(right, 4, 5)
    return found


def card() -> str:
    authored = Example("authored", "Five words stand right here.", (), frozenset(("name",)))
    other = Example("WNUT-17", "Two words.", (), frozenset(("name",)))
    sources = Sources([authored, authored], [other], [authored], [authored])
    return card_from_training(sources, Recipe(), [Point(3, 120.0, 0.5)], Exported({}, counts(3), counts(3), counts(2)))


def test_the_card_names_every_source_with_its_licence_each_text_once() -> None:
    assert "| authored | 1 | 5 | CC0 |" in card()
    assert "| WNUT-17 | 1 | 2 | CC BY 4.0 |" in card()


def test_the_card_tells_figures_by_layer_and_type() -> None:
    assert "| name | law | 0.500 | 0.400 | 0.444 | 5 | 0.667 |" in card()


def test_the_card_tells_how_long_training_took() -> None:
    assert "2 minutes" in card()
