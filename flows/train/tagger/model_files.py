"""The files of flows/tagging/model from trained weights: network, word pieces, fitted settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from torch import Tensor

from flows.issues import SetupError
from flows.tagging.layers import SPAN_LAYERS
from flows.tagging.network import Settings, layers, run_from_bytes
from flows.tagging.pieces import tokenizer_from_json
from flows.train.tagger.export import onnx_from_weights, quantized
from flows.train.tagger.fitted import layer_f1, prices_from_examples, weighed_from_examples
from flows.train.tagger.fitted_triggers import triggers_weighed
from flows.train.tagger.matched import Counts, counts_from_examples
from flows.train.tagger.read_by import seen_by
from flows.train.tagger.sources import Sources, lexicon_spans_without_dev

ALLOWED_LOSS = 0.005  # of F1 of any layer, from float to 8 bits


class Exported(NamedTuple):
    """The files by name; the counts of the float and the 8-bit network on the development documents, and of the latter on the held-out."""

    files: dict[str, bytes]
    full: Counts
    small: Counts
    held_out: Counts


def exported(weights: Mapping[str, Tensor], sources: Sources, data: Path, tokenizer_json: str) -> Exported:
    """The files; SetupError where 8 bits lose more than ALLOWED_LOSS, the mean over layers."""
    tokenizer = tokenizer_from_json(tokenizer_json)
    full = onnx_from_weights(dict(weights))
    small = quantized(full)
    seen = seen_by(run_from_bytes(full), sources.dev, tokenizer)
    prices = prices_from_examples(sources.dev, seen.pieces, seen.scores)
    counts_full = counts_from_examples(sources.dev, seen.tagged(prices))
    run = run_from_bytes(small)
    seen = seen_by(run, sources.dev, tokenizer)
    counts_small = counts_from_examples(sources.dev, seen.tagged(prices))
    loss = mean_f1(counts_full) - mean_f1(counts_small)
    if loss > ALLOWED_LOSS:
        raise SetupError(f"The network loses {100 * loss:.1f} points of F1 in 8 bits, more than {100 * ALLOWED_LOSS:.1f}; it is not kept.")
    clean = seen.of(lambda one: not any(span.layer == "noise" for span in one.marked))  # as cleaning leaves it
    tagged, lexicon = clean.tagged(prices), lexicon_spans_without_dev(clean.examples, data)
    weighed = weighed_from_examples(clean, tagged, lexicon)
    fitted = triggers_weighed(clean, tagged, lexicon, Settings(sha256(small).hexdigest()[:8], prices, weighed.weights, weighed.least))
    settings = vars(fitted) | {"layers": layers()}
    files = {
        "tagger.onnx": small,
        "tokenizer.json": tokenizer_json.encode(),
        "tagger.json": (json.dumps(settings, indent=1, ensure_ascii=False) + "\n").encode(),
    }
    kept = seen_by(run, sources.held_out, tokenizer)
    return Exported(files, counts_full, counts_small, counts_from_examples(sources.held_out, kept.tagged(prices)))


def layer_scores(counts: Counts) -> dict[str, float]:
    """F1 by layer."""
    return {layer.name: layer_f1(counts, layer.name) for layer in SPAN_LAYERS}


def mean_f1(counts: Counts) -> float:
    """The mean over layers of their F1."""
    return sum(layer_f1(counts, layer.name) for layer in SPAN_LAYERS) / len(SPAN_LAYERS)
