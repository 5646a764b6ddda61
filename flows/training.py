"""The Prefect flow that trains the tagger: annotated texts -> flows/tagging/model."""

from __future__ import annotations

import json
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from torch import Tensor

from flows.progress import Progress, shown_progress
from flows.tagging.pieces import tokenizer_from_json
from flows.train.tagger.card import card_from_training
from flows.train.tagger.fit import Texts, trained_network
from flows.train.tagger.matched import counts_from_examples
from flows.train.tagger.model_files import Exported, exported, layer_scores
from flows.train.tagger.network import Network, run_from_network
from flows.train.tagger.read_by import seen_by
from flows.train.tagger.recipe import Point, Recipe
from flows.train.tagger.sources import Sources, encoder_tokenizer, encoder_weights, sources_from_data
from flows.train.tagger.trained_weights import read_trained, write_trained


@flow(name="train", validate_parameters=False)
def train(data: Path, model: Path, recipe: Recipe, kept: Path, start: Path | None = None) -> str:
    """The open sets in `data` and the authored corpus -> the files of `model`. Returns the model's card.

    `kept` is left with the trained weights in full precision; `start` is such a file of an earlier training to go on from. Broken off,
    it goes on where it was; SetupError where data lack or 8 bits lose too much.
    """
    sources = gather(data)
    weights = encoder_weights()
    if start:
        weights, earlier = read_trained(start)
        recipe = recipe.going_on(earlier)
    checkpoint = kept.with_suffix(".checkpoint")
    with shown_progress() as progress:
        weights, curve = learn(sources, weights, recipe, checkpoint, progress)
    write_trained(kept, weights, recipe.earlier + recipe.rounds)
    files = export(weights, sources, data)
    card = card_from_training(sources, recipe, curve, files)
    write(files, card, curve, model)
    checkpoint.unlink(missing_ok=True)
    create_markdown_artifact(card, key="tagger-card", description="What the tagger learned from and how well it does")
    return card


@task(cache_policy=NO_CACHE)
def gather(data: Path) -> Sources:
    """The annotated texts."""
    return sources_from_data(data)


@task(cache_policy=NO_CACHE)
def learn(
    sources: Sources, start: dict[str, Tensor], recipe: Recipe, checkpoint: Path, progress: Progress
) -> tuple[dict[str, Tensor], list[Point]]:
    """The trained weights and the learning curve."""
    tokenizer = tokenizer_from_json(encoder_tokenizer())

    def check(network: Network) -> dict[str, float]:
        seen = seen_by(run_from_network(network), sources.dev, tokenizer)
        return layer_scores(counts_from_examples(sources.dev, seen.tagged({})))

    with progress.step("Training, rounds", recipe.rounds) as done:

        def told(point: Point) -> None:
            done(1)
            layers = ", ".join(f"{name} {score:.3f}" for name, score in point.scores.items())
            print(f"{point.seconds / 60:.0f} min, step {point.step}, loss {point.loss:.3f}; F1 on dev: {layers}", flush=True)

        texts = Texts(sources.authored, sources.others, encoder_tokenizer())
        return trained_network(start, texts, recipe, check, told, checkpoint)


@task(cache_policy=NO_CACHE)
def export(weights: dict[str, Tensor], sources: Sources, data: Path) -> Exported:
    """The network in 8 bits, with what is fitted to it, measured against the float one."""
    return exported(weights, sources, data, encoder_tokenizer())


@task(cache_policy=NO_CACHE)
def write(files: Exported, card: str, curve: list[Point], model: Path) -> None:
    """The files of the model's folder, each put in place whole."""
    model.mkdir(parents=True, exist_ok=True)
    points = json.dumps([vars(point) for point in curve], indent=1).encode()
    for name, content in {**files.files, "CARD.md": card.encode(), "learning_curve.json": points}.items():
        (model / f"{name}.new").write_bytes(content)
        (model / f"{name}.new").replace(model / name)
