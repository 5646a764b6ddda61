"""A reading cleaned: characters repaired, paragraphs joined, page noise taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.characters import collapsed_spaces, repaired_letters
from flows.extract.doubtful_lines import settled_chances
from flows.extract.homoglyphs import repaired_homoglyphs
from flows.extract.mapped import Edit, Mapped
from flows.extract.noise import noise_lines
from flows.extract.paragraphs import Paragraphs, joined_paragraphs
from flows.extract.repetition import line_hash

NOISE = 0.5  # drop from here on; training counts a lost body line three times, so the odds lean to keeping
DOUBTFUL = 0.7  # drops below this are told; of those above, four in five held-out ones are right even in pages full of grafts

# A marked passage that ends in punctuation, or goes on after a comma or dash, within a line that ends as a sentence.
_SPEECH = re.compile(r"[“\"«„][^“”\"«»„]{3,}(?:[,.!?][”\"»“]|[”\"»“]\s*,?\s*[–—-]).*[.!?…]$|[“\"«„][^“”\"«»„]{3,}[.!?…][”\"»]$")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text of headline, dateline and body, one paragraph a line, the layout of each line and what was dropped.

    `dropped` holds the lines that were dropped, with their probability of being noise.
    """

    text: Mapped
    layout: list[str]
    dropped: list[tuple[str, float]]


def cleaned(text: Mapped, layout: Sequence[str], repeated: frozenset[int]) -> Cleaned:
    """The text without page noise; `repeated` holds the line_hash of lines that recur in the corpus."""
    page = joined_paragraphs(repaired_homoglyphs(repaired_letters(text)), layout)
    if not page.layout:
        return Cleaned(page.text, [], [])
    lines = page.text.text.split("\n")
    recurs = [bool(repeated) and line_hash(line) in repeated for line in lines]
    chances = settled_chances(lines, noise_lines(lines, page.layout, page.set_apart, recurs))
    # Of the headline the markup knows more than the model, which may see it between menu lines; and no menu quotes
    # somebody in a full sentence, however short ('“It is over,” she said.').
    known = [kind == "title" or _is_speech(line) for line, kind in zip(lines, page.layout, strict=True)]
    chances = [0.0 if is_known else chance for chance, is_known in zip(chances, known, strict=True)]
    if all(chance >= NOISE for chance in chances):
        # A page of nothing but noise is more likely one that the model does not understand.
        return Cleaned(collapsed_spaces(page.text), page.layout, [])
    noise = [chance >= NOISE for chance in chances]
    dropped = [(line, chance) for line, chance in zip(lines, chances, strict=True) if chance >= NOISE and line.strip()]
    return Cleaned(collapsed_spaces(_without(page, lines, noise)), _kept(page.layout, noise), dropped)


def _is_speech(line: str) -> bool:
    return bool(_SPEECH.search(line))


def _without(page: Paragraphs, lines: Sequence[str], noise: Sequence[bool]) -> Mapped:
    """The text without its noise lines; the line feed before a dropped line goes with it, at the head the one after."""
    edits: list[Edit] = []
    place, kept = 0, False
    for line, is_noise in zip(lines, noise, strict=True):
        end = place + len(line)
        if is_noise:
            edits.append((place - 1, end, "") if kept else (place, end + 1, ""))
        kept = kept or not is_noise
        place = end + 1
    return page.text.edited(edits)


def _kept(layout: Sequence[str], noise: Sequence[bool]) -> list[str]:
    return [kind for kind, is_noise in zip(layout, noise, strict=True) if not is_noise]
