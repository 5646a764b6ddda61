"""The network in torch: the encoder of all-MiniLM-L6-v2, case and mark embeddings, one linear head.

Only training needs torch; a build runs the exported network.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from flows.tagging.decoding import Scores
from flows.tagging.layers import WIDTH
from flows.tagging.pieces import CASES, MARKED
from flows.tagging.scores import Read, Run

_HIDDEN, _HEADS, _LAYERS, _WORDS, _PLACES, _INNER = 384, 12, 6, 30522, 512, 1536
_EPSILON = 1e-12


class Dropout(nn.Module):
    """Dropout with one mask for all pieces of a window (Gal and Ghahramani 2016): a mask for each piece costs a fifth of the time."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, state: Tensor) -> Tensor:
        if not self.training or self.share == 0:
            return state
        kept = torch.rand(state.shape[0], 1, state.shape[2]) >= self.share
        return state * (kept.to(state.dtype) / (1 - self.share))


class Block(nn.Module):
    """One layer of BERT (Devlin et al. 2019); attention is written out, which on CPU trains twice as fast as the fused one."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.joint = nn.Linear(_HIDDEN, 3 * _HIDDEN)
        self.out = nn.Linear(_HIDDEN, _HIDDEN)
        self.up = nn.Linear(_HIDDEN, _INNER)
        self.down = nn.Linear(_INNER, _HIDDEN)
        self.first_norm = nn.LayerNorm(_HIDDEN, eps=_EPSILON)
        self.second_norm = nn.LayerNorm(_HIDDEN, eps=_EPSILON)
        self.dropout = Dropout(dropout)

    def forward(self, state: Tensor, barred: Tensor | None) -> Tensor:
        many, length, _ = state.shape
        query, key, value = self.joint(state).view(many, length, 3, _HEADS, _HIDDEN // _HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (query * (_HIDDEN // _HEADS) ** -0.5) @ key.transpose(-1, -2)
        if barred is not None:
            scores = scores + barred
        seen = (torch.softmax(scores, -1) @ value).transpose(1, 2).reshape(many, length, _HIDDEN)
        state = self.first_norm(state + self.dropout(self.out(seen)))
        inner = self.down(nn.functional.gelu(self.up(state)))
        return self.second_norm(state + self.dropout(inner))  # type: ignore[no-any-return]


class Network(nn.Module):
    """Pieces, cases and marks (each windows x pieces) and the first piece of each word -> scores, windows x words x WIDTH."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(_WORDS, _HIDDEN)
        self.places = nn.Embedding(_PLACES, _HIDDEN)
        self.kind = nn.Parameter(torch.zeros(_HIDDEN))
        self.cases = nn.Embedding(len(CASES), _HIDDEN)
        self.marks = nn.Embedding(len(MARKED), _HIDDEN)
        self.norm = nn.LayerNorm(_HIDDEN, eps=_EPSILON)
        self.dropout = Dropout(dropout)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(_LAYERS))
        self.head = nn.Linear(_HIDDEN, WIDTH)
        for table in (self.cases, self.marks):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, ids: Tensor, cases: Tensor, marks: Tensor, firsts: Tensor, there: Tensor | None = None) -> Tensor:
        places = self.places(torch.arange(ids.shape[1], device=ids.device))
        state = self.norm(self.words(ids) + places + self.kind + self.cases(cases) + self.marks(marks))
        state = self.dropout(state)
        barred = None if there is None else ((~there).to(state.dtype) * -1e4)[:, None, None, :]
        for block in self.blocks:
            state = block(state, barred)
        of_words = torch.gather(state, 1, firsts[:, :, None].expand(-1, -1, _HIDDEN))
        return self.head(self.dropout(of_words))  # type: ignore[no-any-return]


def network_from_weights(weights: dict[str, Tensor], seed: int) -> Network:
    """The network with the encoder's published weights (BERT's names of parameters) and fresh heads, or with all weights of an earlier
    training."""
    torch.manual_seed(seed)
    network = Network()
    if "head.weight" in weights:
        network.load_state_dict(weights)
        return network
    state = network.state_dict()
    state["words.weight"] = weights["embeddings.word_embeddings.weight"]
    state["places.weight"] = weights["embeddings.position_embeddings.weight"]
    state["kind"] = weights["embeddings.token_type_embeddings.weight"][0]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for number in range(_LAYERS):
            theirs, ours = f"encoder.layer.{number}", f"blocks.{number}"
            attention = [weights[f"{theirs}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"{ours}.joint.{part}"] = torch.cat(attention)
            state[f"{ours}.out.{part}"] = weights[f"{theirs}.attention.output.dense.{part}"]
            state[f"{ours}.first_norm.{part}"] = weights[f"{theirs}.attention.output.LayerNorm.{part}"]
            state[f"{ours}.up.{part}"] = weights[f"{theirs}.intermediate.dense.{part}"]
            state[f"{ours}.down.{part}"] = weights[f"{theirs}.output.dense.{part}"]
            state[f"{ours}.second_norm.{part}"] = weights[f"{theirs}.output.LayerNorm.{part}"]
    network.load_state_dict(state)
    return network


def run_from_network(network: Network) -> Run:
    """The float network as it is while training."""

    def run(read: Read) -> Scores:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            found = network(*(torch.from_numpy(np.asarray(one))[None] for one in read))
        scores: Scores = found[0].float().numpy()
        return scores

    return run
