from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from safetensors.torch import save_file

from flows.issues import SetupError
from flows.train.tagger.network import Network, network_from_weights
from flows.train.tagger.recipe import Recipe
from flows.train.tagger.trained_weights import read_trained, write_trained


def test_weights_that_were_kept_give_the_same_network_and_tell_their_rounds(tmp_path: Path) -> None:
    before = Network()
    write_trained(tmp_path / "kept", before.state_dict(), 16)
    weights, rounds = read_trained(tmp_path / "kept")
    after = network_from_weights(weights, seed=1)
    assert rounds == 16
    assert all(torch.equal(value, after.state_dict()[name]) for name, value in before.state_dict().items())


@pytest.mark.parametrize("content", [b"", b"no weights"])
def test_a_file_of_something_else_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(SetupError, match="--start names"):
        read_trained(path)


def test_weights_of_something_else_are_refused(tmp_path: Path) -> None:
    save_file({"a": torch.zeros(1)}, tmp_path / "other")
    with pytest.raises(SetupError, match="no weights of a training"):
        read_trained(tmp_path / "other")


def test_going_on_takes_half_the_rates_and_the_same_open_texts_a_round() -> None:
    recipe = Recipe(rounds=8).going_on(16)
    assert (recipe.rate, recipe.head_rate, recipe.earlier) == (Recipe.rate / 2, Recipe.head_rate / 2, 16)
    assert recipe.open_rounds / recipe.rounds == Recipe.open_rounds / Recipe.rounds
