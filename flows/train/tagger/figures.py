"""Figures of finders on a set: counts, and the tables that show them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flows.tagging.tagged import Tagged
from flows.train.tagger.dev_sets import DevSet
from flows.train.tagger.finders import lines_from_text
from flows.train.tagger.matched import Counts, counts_from_examples
from flows.train.tally import Tally

# The short table: what it calls a row, and layer, label and match of its counts.
SHORT = {
    "names": ("name", "all", ""),  # as the set has it
    "roles": ("role", "all", "exact"),
    "direct quotes": ("quote", "direct", "overlap"),
    "indirect quotes": ("quote", "indirect", "overlap"),
    "mixed quotes": ("quote", "mixed", "overlap"),
    "cues": ("cue", "all", "exact"),
    "sources": ("source", "all", "exact"),
    "events, by sentence and type": ("trigger", "all", "sentence"),
    "noise lines": ("noise", "all", "line"),
}
ByFinder = Mapping[str, Counts]


def counts_of_set(one: DevSet, found: Sequence[Sequence[Tagged]]) -> Counts:
    """The counts of matched.py and those of noise lines. Names of types that the
    set does not have are left out."""
    kept = told_by_set(one, found)
    counts = counts_from_examples(one.examples, kept)
    for example, tagged in zip(one.examples, kept, strict=True):
        if "noise" in example.known:
            wanted = {
                line for line in lines_from_text(example.text) if any(_touches(line, noise.start, noise.end) for noise in example.marked)
            }
            shown = {(span.start, span.end) for span in tagged if span.layer == "noise"}
            counts.setdefault(("noise", "all", "line"), Tally()).add(len(wanted & shown), len(shown), len(wanted))
    return counts


def told_by_set(one: DevSet, found: Sequence[Sequence[Tagged]]) -> list[list[Tagged]]:
    """What was found, without names of types that the set does not annotate."""
    types = one.types
    return [[span for span in spans if span.layer != "name" or types is None or span.label in types] for spans in found]


def _touches(line: tuple[int, int], start: int, end: int) -> bool:
    return start < line[1] and line[0] < end


def long_table(counts: ByFinder) -> str:
    """Every layer, label and match of one set: precision, recall and F1 of each finder, as Markdown."""
    finders = list(counts)
    keys = sorted({key for of_finder in counts.values() for key, tally in of_finder.items() if key[1] and tally.found + tally.wanted})
    head = " | ".join(f"{name} P | R | F1" for name in finders)
    lines = [f"| layer | label | match | wanted | {head} |", "|" + "---|" * (4 + 3 * len(finders))]
    for key in keys:
        wanted = max(counts[name].get(key, Tally()).wanted for name in finders)
        cells = " | ".join(_cells(counts[name], key) for name in finders)
        lines.append(f"| {' | '.join(key)} | {wanted} | {cells} |")
    return "\n".join(lines)


def _cells(counts: Counts, key: tuple[str, str, str]) -> str:
    tally = counts.get(key, Tally())
    return f"{tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f}" if _finds(counts, key) else "- | - | -"


def _finds(counts: Counts, key: tuple[str, str, str]) -> bool:
    """Whether the finder is one for this layer at all: it found something of it."""
    return counts.get((key[0], "all", key[2]), Tally()).found > 0


def short_table(sets: Sequence[tuple[DevSet, ByFinder]]) -> str:
    """F1 of each finder, a row for each set and thing, as Markdown; '-' where a finder has none of it."""
    finders = list(sets[0][1])
    lines = [f"| texts | what | wanted | {' | '.join(finders)} |", "|" + "---|" * (3 + len(finders))]
    for one, counts in sets:
        for name, (layer, label, match) in SHORT.items():
            key = layer, label, match or one.by
            if wanted := max(counts[finder].get(key, Tally()).wanted for finder in finders):
                told = f"{name}, {'by overlap' if one.by == 'overlap' else 'exact'}" if layer == "name" else name
                cells = [f"{counts[finder].get(key, Tally()).f1:.3f}" if _finds(counts[finder], key) else "-" for finder in finders]
                lines.append(f"| {one.name} | {told} | {wanted} | {' | '.join(cells)} |")
    return "\n".join(lines)


def rows_from_counts(name: str, counts: ByFinder) -> Iterable[dict[str, object]]:
    """The counts as records."""
    for finder, of_finder in counts.items():
        for (layer, label, match), tally in sorted(of_finder.items()):
            told = {"right": tally.right, "found": tally.found, "wanted": tally.wanted}
            yield {"set": name, "finder": finder, "layer": layer, "label": label, "match": match, **told, "f1": round(tally.f1, 4)}
