"""How much was found against what was expected: a build that is silently empty must not be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.issues import Issue

# Over one row in twenty refused is no bad row but a broken step, and what is left would mislead.
# Chosen as policy, not tuned: measured builds refuse none. Twenty rows let a small corpus have bad luck.
REFUSED_SHARE, REFUSED_ROWS = 0.05, 20


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of a table: found, refused by their own fault, and kept (the rest went with a refused parent)."""

    found: int = 0
    faulty: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Expected:
    """How many documents corpus.toml expects of a corpus."""

    at_least: int | None = None
    at_most: int | None = None


def volume_issues(tallies: Mapping[str, Tally], corpora: Mapping[str, int], expected: Mapping[str, Expected]) -> Iterator[Issue]:
    """Doubts about the size of the build; fatal ones refuse it. `corpora` counts the documents kept."""
    if not any(corpora.values()):
        yield Issue("fatal", "no-documents", "no document was left to publish; put files into a folder under raw/, or see the other issues")
    for corpus, bounds in expected.items():
        count = corpora.get(corpus, 0)
        if bounds.at_least is not None and count < bounds.at_least:
            message = f"corpus {corpus} has {count} documents, but its corpus.toml expects at least {bounds.at_least}"
            yield Issue("fatal", "documents-too-few", message, column_name="expect.documents.min", value=str(count))
        elif bounds.at_most is not None and count > bounds.at_most:
            message = f"corpus {corpus} has {count} documents, but its corpus.toml expects at most {bounds.at_most}"
            yield Issue("warning", "documents-too-many", message, column_name="expect.documents.max", value=str(count))
        elif count == 0:
            yield Issue("warning", "corpus-empty", f"corpus {corpus} has no documents", raw_path=corpus)
    for table, tally in tallies.items():
        if tally.faulty > REFUSED_ROWS and tally.faulty > REFUSED_SHARE * tally.found:
            message = f"{tally.faulty} of {tally.found} rows of {table} were refused; the step that makes them is broken"
            yield Issue("fatal", "rows-refused", message, table_name=table, value=str(tally.faulty))
