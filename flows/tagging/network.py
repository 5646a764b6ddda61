"""The exported network, run by onnxruntime, and what is stored beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from multiprocessing import parent_process
from typing import Any

import onnxruntime
from tokenizers import Tokenizer

from flows.tagging.decoding import Scores
from flows.tagging.layers import CHOICES, SPAN_LAYERS
from flows.tagging.pieces import Pieces, pieces_from_text, tokenizer_from_json
from flows.tagging.scores import Read, Run, scores_from_windows
from flows.tagging.tagged import Tagged, tagged_from_scores
from flows.tagging.windows import windows_from_text

MODEL = files("flows.tagging") / "model"


@dataclass(frozen=True)
class Settings:
    """What was fitted on the development documents, by layer: the price of a span (decoding.py), the weights of a candidate's signs and
    the least chance with which it is kept (normalize/weighed_spans.py)."""

    version: str
    prices: dict[str, float]
    weights: dict[str, dict[str, float]]
    least: dict[str, float]


@cache
def settings() -> Settings:
    """The settings stored with the network; ValueError where they belong to other layers than this program's."""
    stored: dict[str, Any] = json.loads((MODEL / "tagger.json").read_text(encoding="utf-8"))
    if stored["layers"] != layers():
        raise ValueError("The tagger's network was trained for other layers than this version of Kenes has: train it anew (kenes train).")
    return Settings(stored["version"], stored["prices"], stored["weights"], stored["least"])


def layers() -> dict[str, list[str]]:
    """The layers and choices of the network's columns, as stored with it."""
    return {part.name: list(part.types) for part in SPAN_LAYERS} | {part.name: list(part.values) for part in CHOICES}


@cache
def tokenizer() -> Tokenizer:
    """The word pieces of the network, without padding or truncation."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # its threads do not survive the start of worker processes
    return tokenizer_from_json((MODEL / "tokenizer.json").read_text(encoding="utf-8"))


def run_from_bytes(network: bytes) -> Run:
    """A network that reads one window on one thread: threads that wait by spinning would take the cores of other workers."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    # The fused kernel of this runtime is slower than its parts: 4,800 pieces a CPU-second with it, 7,600 without.
    session = onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )

    def run(read: Read) -> Scores:
        found: Scores = session.run(None, {name: values[None] for name, values in read._asdict().items()})[0][0]
        return found

    return run


@cache
def shipped_run() -> Run:
    """The network that comes with Kenes."""
    return run_from_bytes((MODEL / "tagger.onnx").read_bytes())


def tagged_from_texts(texts: Sequence[str]) -> tuple[list[Pieces], list[Scores], list[list[Tagged]]]:
    """Pieces, scores and spans of each text. A process of its own uses every core, a worker its one."""
    run, words = shipped_run(), tokenizer()
    pieces = [pieces_from_text(text, words) for text in texts]

    def scores(number: int) -> Scores:
        return scores_from_windows(pieces[number], windows_from_text(texts[number], pieces[number]), run)

    if parent_process() is None and len(texts) > 1:
        with ThreadPoolExecutor(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()) as pool:
            found = list(pool.map(scores, range(len(texts))))
    else:
        found = [scores(number) for number in range(len(texts))]
    return pieces, found, tagged_from_scores(pieces, found, settings().prices)
