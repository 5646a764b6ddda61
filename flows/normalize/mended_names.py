"""Names with what the codebook settles by structure: their edges, their parts, the titles of documents."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalize.joined_names import joined_names
from flows.normalize.name_edges import edged_name
from flows.normalize.page import Span
from flows.normalize.titled_documents import titled_documents


def mended_names(text: str, names: Sequence[Span]) -> list[Span]:
    """The names in order, none overlapping another."""
    mended = [edged_name(text, name) for name in joined_names(text, names)]
    return _longest([*mended, *titled_documents(text)])


def _longest(names: Sequence[Span]) -> list[Span]:
    """The names without those that overlap a longer one; an earlier one of two as long."""
    kept: list[Span] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
        elif name.end - name.start > kept[-1].end - kept[-1].start:
            kept[-1] = name
    return kept
