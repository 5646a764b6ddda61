"""Short lines that recur within a corpus: menus and footers do, so do headings and signatures.

Repetition alone drops nothing; it is one feature of noise_features.py.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

LONGEST = 160  # characters; boilerplate that is longer (a cookie notice) shows by its words, and legal texts repeat by right
LEAST_DOCUMENTS = 3  # two documents with one line may be a report and its follow-up
LEAST_SHARE = 0.001  # of the corpus: chance brings headings such as 'Background' together in a large one

_WORDS = re.compile(r"\w+")


def line_hash(line: str) -> int | None:
    """The number of a line's words, equal on every machine; None for lines not worth counting."""
    if len(line) > LONGEST:
        return None
    words = _WORDS.findall(line.casefold())
    return (
        int.from_bytes(blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True) if words else None
    )


def line_hashes(text: str) -> list[int]:
    """The distinct numbers of the lines of one document, in order."""
    return sorted({number for line in text.split("\n") if (number := _hashed(line)) is not None})


_hashed = lru_cache(maxsize=20_000)(line_hash)  # menus and footers stand in document after document


def repeated_lines(lines: pa.ChunkedArray) -> pa.Array:
    """The lines that stand in enough documents of a corpus; `lines` holds for each of its documents the distinct numbers of its lines."""
    least = max(LEAST_DOCUMENTS, LEAST_SHARE * len(lines))
    counts = pc.value_counts(pc.list_flatten(lines))
    found = counts.field("values").filter(pc.greater_equal(counts.field("counts"), least))
    return found.take(pc.sort_indices(found))
