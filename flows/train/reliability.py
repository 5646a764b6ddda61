"""Whether confidences mean what they say: rows of the held-out documents by their confidence, and the share that is right.

python -m flows.train.reliability
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import floor

from flows.train.gold_pages import gold_pages
from flows.train.judged import Judged, found_from_text, judged_rows


def reliability_table(rows: Iterable[Judged]) -> str:
    """Thing and tenth of confidence: how many rows, their mean confidence, the share right; as Markdown."""
    groups: dict[tuple[str, int], list[Judged]] = defaultdict(list)
    for row in rows:
        groups[row.thing, min(floor(row.confidence * 10 + 1e-9), 9)].append(row)
    lines = ["| rows of | confidence | rows | mean confidence | right |", "|---|---|---|---|---|"]
    for (thing, tenth), group in sorted(groups.items()):
        mean, right = sum(row.confidence for row in group) / len(group), sum(row.right for row in group) / len(group)
        lines.append(f"| {thing} | {tenth / 10:.1f}–{(tenth + 1) / 10:.1f} | {len(group)} | {mean:.2f} | {right:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(reliability_table(row for gold in gold_pages(True) for row in judged_rows(found_from_text(gold))))
