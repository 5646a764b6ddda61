"""Short lines that recur within a corpus: menus and footers do, so do headings and signatures.

Repetition alone drops nothing; it is one feature of noise_features.py.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

LONGEST = 160  # characters; boilerplate that is longer (a cookie notice) shows by its words, and legal texts repeat by right
LEAST_DOCUMENTS = 3  # two documents with one line may be a report and its follow-up
LEAST_SHARE = 0.001  # of the corpus: chance brings headings such as 'Background' together in a large one

LINE_COUNTS = pa.schema(
    [
        pa.field("corpus", pa.string(), nullable=False),
        pa.field("line", pa.int64(), nullable=False),
        pa.field("documents", pa.int64(), nullable=False),
        pa.field("of_documents", pa.int64(), nullable=False),
    ],
    metadata={"description": "In how many of a batch's documents of a corpus a short line stands; line is its line_hash"},
)

_WORDS = re.compile(r"\w+")


def line_hash(line: str) -> int | None:
    """The number of a line's words, equal on every machine; None for lines not worth counting."""
    if len(line) > LONGEST:
        return None
    words = _WORDS.findall(line.casefold())
    return (
        int.from_bytes(blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True) if words else None
    )


def line_counts_from_readings(readings: pa.Table) -> pa.Table:
    """How many documents of each corpus hold each short line (LINE_COUNTS), for one batch."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    hashed = cache(line_hash)
    for corpus, text in zip(readings["corpus"].to_pylist(), readings["text"].to_pylist(), strict=True):
        totals[corpus] += 1
        counts[corpus].update({number for line in text.split("\n") if (number := hashed(line)) is not None})
    rows = [
        {"corpus": corpus, "line": line, "documents": documents, "of_documents": totals[corpus]}
        for corpus in sorted(counts)
        for line, documents in sorted(counts[corpus].items())
    ]
    return pa.Table.from_pylist(rows, schema=LINE_COUNTS)


def repeated_lines(parts: Iterable[pa.Table]) -> dict[str, frozenset[int]]:
    """For each corpus the line_hash of the lines that stand in enough of its documents."""
    tables = [part for part in parts if part.num_rows]
    if not tables:
        return {}
    totals: Counter[str] = Counter()
    for part in tables:
        for row in part.group_by("corpus").aggregate([("of_documents", "max")]).to_pylist():
            totals[row["corpus"]] += row["of_documents_max"]
    summed = pa.concat_tables(tables).group_by(["corpus", "line"]).aggregate([("documents", "sum")])
    found = {}
    for corpus, total in sorted(totals.items()):
        least = max(LEAST_DOCUMENTS, LEAST_SHARE * total)
        mask = pc.and_(pc.equal(summed["corpus"], corpus), pc.greater_equal(summed["documents_sum"], least))
        found[corpus] = frozenset(summed.filter(mask)["line"].to_pylist())
    return found
