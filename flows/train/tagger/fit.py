"""Training: examples -> weights of the network, and the curve of what it learned.

Rates and decay of Loshchilov and Hutter's AdamW (2019); the weights that are kept are a running mean over steps (Polyak and Juditsky
1992), which is worth a second run. Seeded: the same data, machine and number of threads give the same weights.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import torch
from torch import Tensor, multiprocessing, nn

from flows.tagging.layers import CHOICES, SPAN_LAYERS, Choice, SpanLayer
from flows.tagging.pieces import tokenizer_from_json
from flows.train.tagger.batches import Batch, batches_from_examples
from flows.train.tagger.examples import TARGETS, UNJUDGED, Example
from flows.train.tagger.network import Network, network_from_weights
from flows.train.tagger.recipe import Point, Recipe
from flows.train.tagger.team import Team, team_of
from flows.train.tagger.varied import name_words_from_examples, varied

# How much an error in each target counts: choices are easy and their columns few.
WEIGHTS = {"cue": 0.5, "source": 0.5, "kind": 0.3, "address": 0.2, "event": 0.5, "status": 0.3, "noise": 0.5}


@dataclass
class State:
    """How far training is: all that a checkpoint keeps."""

    network: dict[str, Tensor]
    mean: dict[str, Tensor]
    best: dict[str, Tensor]
    optimizer: dict[str, Any]
    rounds: int
    curve: list[Point]


class Texts(NamedTuple):
    """What is learned from: authored examples, those of the open sets, and the word pieces as JSON."""

    authored: Sequence[Example]
    others: Sequence[Example]
    tokenizer: str


Check = Callable[[Network], dict[str, float]]


def trained_network(
    weights: dict[str, Tensor], texts: Texts, recipe: Recipe, check: Check, told: Callable[[Point], None], checkpoint: Path | None = None
) -> tuple[dict[str, Tensor], list[Point]]:
    """The best weights that the checks met, and the curve; `weights` are the encoder's, `told` hears of each point.

    Training that was broken off goes on from the `checkpoint` file, which each round writes anew.
    """
    network = network_from_weights(weights, recipe.seed)
    team = team_of(recipe.workers, network)
    others = [
        multiprocessing.get_context("spawn").Process(target=_member, args=(rank, team, weights, texts, recipe, checkpoint), daemon=True)
        for rank in range(1, recipe.workers)
    ]
    for one in others:
        one.start()
    try:
        state = _trained(0, team, network, texts, recipe, checkpoint, lambda state, point: _checked(state, point, check, told))
    finally:
        for one in others:
            one.join(10)
            one.kill()
    return state.best, state.curve


def _member(rank: int, team: Team, weights: dict[str, Tensor], texts: Texts, recipe: Recipe, checkpoint: Path | None) -> None:
    _trained(rank, team, network_from_weights(weights, recipe.seed), texts, recipe, checkpoint, None)


def _trained(
    rank: int,
    team: Team,
    network: Network,
    texts: Texts,
    recipe: Recipe,
    checkpoint: Path | None,
    look: Callable[[State, Point], None] | None,
) -> State:
    """The state after the last round; the member who looks also keeps the checkpoint, and the others do as it says."""
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed + rank)
    tokenizer = tokenizer_from_json(texts.tokenizer)
    optimizer = torch.optim.AdamW(_groups(network, recipe), fused=True)
    state = _restored(checkpoint, network, optimizer, recipe) or _fresh(network, optimizer)
    team.meet()
    started = time.monotonic() - (state.curve[-1].seconds if state.curve else 0.0)
    for number, examples in enumerate(_rounds(texts.authored, texts.others, recipe)):
        if number < state.rounds:
            continue
        batches = list(batches_from_examples(examples[rank :: recipe.workers], tokenizer, Random(f"{recipe.seed} {number} {rank}")))
        steps = team.least(rank, len(batches))
        loss = 0.0
        for step, batch in enumerate(batches[:steps]):
            share = (number + step / steps) / recipe.rounds
            for group, rate in zip(optimizer.param_groups, (recipe.rate, recipe.head_rate), strict=True):
                group["lr"] = rate * _share(share, recipe.warm_up)
            loss += _step(network.train(), batch, optimizer, recipe.clip, lambda: team.average(rank, network)) / steps
            _follow(state.mean, network, min(recipe.mean, 1 - 1 / (2 + number * steps + step)))
        state.rounds = number + 1
        if look:
            look(state, Point((number + 1) * steps, time.monotonic() - started, loss))
            _keep(checkpoint, state, network, optimizer, recipe)
            team.over[0] = _is_over(state.curve, recipe.patience)
        team.meet()
        if team.over[0]:
            break
    return state


def _checked(state: State, point: Point, check: Check, told: Callable[[Point], None]) -> None:
    point.scores = check(_with(state.mean))
    told(point)
    if point.score >= max((one.score for one in state.curve), default=0.0):
        state.best = {name: value.clone() for name, value in state.mean.items()}
    state.curve.append(point)


def _fresh(network: Network, optimizer: torch.optim.Optimizer) -> State:
    mean = {name: value.detach().clone() for name, value in network.state_dict().items()}
    return State(network.state_dict(), mean, mean, optimizer.state_dict(), 0, [])


def _follow(mean: dict[str, Tensor], network: Network, keep: float) -> None:
    with torch.no_grad():
        for name, value in network.state_dict().items():
            mean[name].lerp_(value, 1 - keep)


def _keep(checkpoint: Path | None, state: State, network: Network, optimizer: torch.optim.Optimizer, recipe: Recipe) -> None:
    if checkpoint:
        state.network, state.optimizer = network.state_dict(), optimizer.state_dict()
        kept = {"recipe": vars(recipe), "targets": TARGETS, **vars(state), "curve": [vars(one) for one in state.curve]}
        torch.save(kept, f"{checkpoint}.new")
        Path(f"{checkpoint}.new").replace(checkpoint)


def _restored(checkpoint: Path | None, network: Network, optimizer: torch.optim.Optimizer, recipe: Recipe) -> State | None:
    """The state that the file keeps; None where there is none, or one of another training."""
    if checkpoint is None or not checkpoint.exists():
        return None
    kept = torch.load(checkpoint, weights_only=True)
    if kept.pop("recipe") != vars(recipe) or kept.pop("targets") != TARGETS:
        return None
    state = State(**kept | {"curve": [Point(**one) for one in kept["curve"]]})
    network.load_state_dict(state.network)
    optimizer.load_state_dict(state.optimizer)
    return state


def _is_over(curve: Sequence[Point], patience: int) -> bool:
    """Whether the best of the curve lies `patience` points back."""
    best = max(range(len(curve)), key=lambda at: (curve[at].score, at))
    return len(curve) - 1 - best >= patience


def _rounds(authored: Sequence[Example], others: Sequence[Example], recipe: Recipe) -> Iterator[list[Example]]:
    """The examples of each round: all authored ones, varied, and a share of the others."""
    random = Random(recipe.seed)
    names = name_words_from_examples([*authored, *others])
    share = recipe.open_rounds / recipe.rounds
    pool: list[Example] = []
    for _ in range(recipe.rounds):
        take = round(share * len(others))
        while len(pool) < take:
            pool += random.sample(list(others), len(others))
        chosen, pool = pool[:take], pool[take:]
        examples = [*(varied(one, random, names) for one in authored), *(varied(one, random, names) for one in chosen)]
        random.shuffle(examples)
        yield examples


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    fresh = {id(value) for part in (network.head, network.cases, network.marks) for value in part.parameters()}
    encoder = [value for value in network.parameters() if id(value) not in fresh]
    heads = [value for value in network.parameters() if id(value) in fresh]
    return [
        {"params": encoder, "lr": recipe.rate, "weight_decay": recipe.decay},
        {"params": heads, "lr": recipe.head_rate, "weight_decay": recipe.decay},
    ]


def _share(share: float, warm_up: float) -> float:
    """Of the full rate: up in a line, then down to nothing."""
    return share / warm_up if share < warm_up else max(0.0, (1 - share) / (1 - warm_up))


def _step(network: Network, batch: Batch, optimizer: torch.optim.Optimizer, clip: float, agree: Callable[[], None]) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(batch.ids, batch.cases, batch.marks, batch.firsts, batch.there)
    loss = loss_from_scores(scores.float(), batch.targets)
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    agree()
    nn.utils.clip_grad_norm_(network.parameters(), clip)
    optimizer.step()
    return float(loss.detach())


def loss_from_scores(scores: Tensor, targets: Tensor) -> Tensor:
    """Cross entropy over the judged words: the mean of each target, weighted by how many of the batch's words it judges."""
    total = scores.sum() * 0.0
    words = max(1, int((targets != UNJUDGED).any(-1).sum()))
    parts: list[SpanLayer | Choice] = [*SPAN_LAYERS, *CHOICES]
    for column, part in enumerate(parts):
        wanted = targets[..., column]
        judged = wanted != UNJUDGED
        if judged.any():
            shown = scores[..., part.column : part.column + part.width][judged]
            loss = nn.functional.cross_entropy(shown, wanted[judged], reduction="sum")
            weight = WEIGHTS.get(TARGETS[column], 1.0)
            sparse = part.name in ("kind", "event", "status")  # only words of quotes and triggers have them
            total = total + weight * loss / (max(int(judged.sum()), 32) if sparse else words)
    return total


def _with(weights: dict[str, Tensor]) -> Network:
    shown = Network(0.0)
    shown.load_state_dict(weights)
    return shown.eval()
