"""Keys: what a result depends on, as one short text. Equal keys mean that the stored result is the one that work would give."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from zlib import crc32


def key_from(*values: object) -> str:
    """128 bits of BLAKE2 in hexadecimal digits, over the values as JSON: equal on every machine."""
    told = json.dumps(values, ensure_ascii=True, sort_keys=True, default=str)
    return blake2b(told.encode(), digest_size=16).hexdigest()


def pieces_from_names(names: Sequence[str], sizes: Sequence[int], most: int, most_size: int) -> Iterator[tuple[int, int]]:
    """Where an ordered list is cut, as begin and end of each piece: at most so many names, and so much size unless one alone is larger.

    The names themselves tell where (content-defined chunking, as in Muthitacharoen et al. 2001, "A low-bandwidth network file system"):
    one more or less moves the cuts around it and leaves those farther on, so that their pieces are found in the store again.
    """
    least = max(1, most // 4)
    start = size = 0
    for number, name in enumerate(names):
        count = number - start
        is_full = count >= most or size + sizes[number] > most_size
        if count and (is_full or (count >= least and crc32(name.encode("utf-8", "surrogateescape")) % least == 0)):
            yield start, number
            start, size = number, 0
        size += sizes[number]
    if start < len(names):
        yield start, len(names)
