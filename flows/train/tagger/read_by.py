"""Examples read by a network: in torch while training, in onnxruntime once exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tokenizers import Tokenizer

from flows.tagging.decoding import Scores
from flows.tagging.pieces import Pieces, pieces_from_text
from flows.tagging.scores import Run, scores_from_windows
from flows.tagging.tagged import Tagged, tagged_from_scores
from flows.tagging.windows import windows_from_text
from flows.train.tagger.examples import Example


class Seen(NamedTuple):
    """Examples with their pieces and the scores of their words."""

    examples: Sequence[Example]
    pieces: list[Pieces]
    scores: list[Scores]

    def tagged(self, prices: Mapping[str, float]) -> list[list[Tagged]]:
        """The spans of each example."""
        return tagged_from_scores(self.pieces, self.scores, prices)


def seen_by(run: Run, examples: Sequence[Example], tokenizer: Tokenizer, told: Callable[[], None] = lambda: None) -> Seen:
    """What a network makes of the examples; `told` is called after each."""
    pieces = [pieces_from_text(example.text, tokenizer) for example in examples]
    scores = []
    for example, one in zip(examples, pieces, strict=True):
        scores.append(scores_from_windows(one, windows_from_text(example.text, one), run))
        told()
    return Seen(examples, pieces, scores)
