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

    def of(self, wanted: Callable[[Example], bool]) -> Seen:
        """The same of some of the examples."""
        kept = [number for number, example in enumerate(self.examples) if wanted(example)]
        return Seen(
            [self.examples[number] for number in kept], [self.pieces[number] for number in kept], [self.scores[number] for number in kept]
        )


def seen_by(run: Run, examples: Sequence[Example], tokenizer: Tokenizer) -> Seen:
    """What a network makes of the examples."""
    pieces = [pieces_from_text(example.text, tokenizer) for example in examples]
    read = zip(examples, pieces, strict=True)
    return Seen(examples, pieces, [scores_from_windows(one, windows_from_text(example.text, one), run) for example, one in read])
