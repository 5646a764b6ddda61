"""Public texts with marked names: what the authored corpus is too small for, which words are common and which are names.

They lie outside the repository, in the folder that a command names, one JSON record a line with `text` and
`spans` (start, end, mapped). Without the folder the files are learned from the authored corpus alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

# Where the texts come from: GUM github.com/amir-zeldes/gum, the texts whose licence is open; Re-DocRED github.com/tonytan48/Re-DocRED;
# WikiGold (Balasuriya et al. 2009); CrossNER github.com/zliucr/CrossNER; MEANTIME (Minard et al. 2016).
WITH_NAMES = {
    "Re-DocRED (MIT)": ("ner.redocred.dev", "ner.redocred.test"),
    "WikiGold (CC BY)": ("ner.wikigold.all",),
    "CrossNER politics train (MIT)": ("ner.crossner_politics.train",),
}
NEWS = {"MEANTIME (CC BY)": ("ner.meantime.airbus", "ner.meantime.apple", "ner.meantime.stock")}
PROSE = {"GUM (open part)": ("ner_flat.gum_open.train", "ner_flat.gum_open.dev")}

# What the sets call a name, mapped to ours.
TYPES = {"PER": "person", "ORG": "organization", "LOC": "place", "GPE": "place", "FAC": "place", "EVENT": "event", "LAW": "law"}


class MarkedText(NamedTuple):
    """A text and its names: start, end and entity type, '' for a type that the datasets do not have."""

    text: str
    names: list[tuple[int, int, str]]


def texts_from_folder(folder: Path, sources: dict[str, tuple[str, ...]]) -> Iterator[MarkedText]:
    """The texts of the sources, in order."""
    for name in [name for names in sources.values() for name in names]:
        for record in records_from_file(folder, name):
            yield MarkedText(record["text"], [(one["start"], one["end"], TYPES.get(one["mapped"], "")) for one in record["spans"]])


def records_from_file(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of one file, in order."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
