"""Batches of windows for training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from flows.tagging.pieces import Numbers, pieces_from_text
from flows.tagging.scores import Read, read_from_window
from flows.tagging.windows import Reach, windows_from_text
from flows.train.tagger.examples import UNJUDGED, Example, targets_from_example

BATCH = 2048  # pieces with their padding, for each process; fewer make the optimizer dear, more make steps few
_SIZES = (80, 140, 200, 230)  # pieces of the part of a window that counts: the network meets long and short ones


class Batch(NamedTuple):
    """Windows of like length: inputs as in Network, and the targets of each word (windows x words x TARGETS)."""

    ids: Tensor
    cases: Tensor
    marks: Tensor
    firsts: Tensor
    there: Tensor
    targets: Tensor


def batches_from_examples(examples: Sequence[Example], tokenizer: Tokenizer, random: Random) -> Iterator[Batch]:
    """Every window of the examples once, windows of like length together, in an order by chance."""
    windows: list[tuple[Read, Numbers]] = []
    for example in examples:
        pieces = pieces_from_text(example.text, tokenizer)
        targets = targets_from_example(example, pieces)
        reach = Reach(random.choice(_SIZES), random.choice((0, 20)), 0)
        for window in windows_from_text(example.text, pieces, reach):
            read, words = read_from_window(pieces, window)
            if (targets[words] != UNJUDGED).any():
                windows.append((read, targets[words]))
    random.shuffle(windows)
    chunks = [sorted(windows[at : at + 400], key=lambda one: len(one[0].ids)) for at in range(0, len(windows), 400)]
    groups = [group for chunk in chunks for group in _groups(chunk)]
    random.shuffle(groups)
    yield from map(batch_from_windows, groups)


def _groups(windows: Sequence[tuple[Read, Numbers]]) -> list[list[tuple[Read, Numbers]]]:
    groups: list[list[tuple[Read, Numbers]]] = []
    for one in windows:
        if groups and (len(groups[-1]) + 1) * len(one[0].ids) <= BATCH:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def batch_from_windows(windows: Sequence[tuple[Read, Numbers]]) -> Batch:
    """The windows side by side, shorter ones filled up."""
    length = max(len(read.ids) for read, _ in windows)
    words = max(len(read.firsts) for read, _ in windows)
    columns = windows[0][1].shape[1]
    targets = np.full((len(windows), words, columns), UNJUDGED, dtype=np.int64)
    for row, (_, one) in enumerate(windows):
        targets[row, : len(one)] = one
    ids, cases, marks = (_filled([read[at] for read, _ in windows], length) for at in range(3))
    there = _filled([np.ones(len(read.ids), dtype=np.int64) for read, _ in windows], length).bool()
    return Batch(ids, cases, marks, _filled([read.firsts for read, _ in windows], words), there, torch.from_numpy(targets))


def _filled(rows: Sequence[Numbers], length: int) -> Tensor:
    full = np.zeros((len(rows), length), dtype=np.int64)
    for number, row in enumerate(rows):
        full[number, : len(row)] = row
    return torch.from_numpy(full)
