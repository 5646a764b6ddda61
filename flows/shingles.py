"""The three-word sequences of a text, and the MinHash bands by which near copies find one another."""

from __future__ import annotations

import re
from zlib import crc32

from rensa import RMinHash

WORDS_PER_SHINGLE = 3
# 16 bands of 4 values: texts of Jaccard similarity 0.8 share a band with probability 1 - (1 - 0.8^4)^16 = 0.9998,
# texts of 0.3 with 0.12, which the exact comparison then sorts out.
BANDS, VALUES_PER_BAND = 16, 4
SEED = 1  # part of the stored signature: another seed makes old signatures worthless

_WORD = re.compile(r"\w+")


def shingles_from_text(text: str) -> set[str]:
    """Every run of three words, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    return set(map(" ".join, zip(*(words[place:] for place in range(WORDS_PER_SHINGLE)), strict=False)))


def bands_from_shingles(shingles: set[str]) -> list[int]:
    """One signed 32-bit hash per band, equal on every machine."""
    if not shingles:
        return []
    minhash = RMinHash(num_perm=BANDS * VALUES_PER_BAND, seed=SEED)
    minhash.update(list(shingles))
    values = minhash.digest()
    return [
        crc32(b"".join(value.to_bytes(4, "big") for value in values[start : start + VALUES_PER_BAND])) - 2**31
        for start in range(0, len(values), VALUES_PER_BAND)
    ]


def similarity(a: set[str], b: set[str]) -> float:
    """Jaccard similarity of two sets of shingles; 1 when both are empty."""
    return len(a & b) / len(a | b) if a or b else 1.0
