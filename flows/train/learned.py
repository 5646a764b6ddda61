"""The form of a learned file: a header that says how it was made, then CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

SPLIT = "flows/train/corpus (CC0), the documents not held out (sha256(id) is no multiple of 10)"


_LEAST_WEIGHT = 0.005  # smaller ones are written as nought


def csv_from_weights(module: str, header: str, weights: Mapping[str, float]) -> str:
    """The file of the weights of signs that `module` prints: two digits each."""
    rows = [[sign, f"{weight:.2f}"] for sign, weight in sorted(weights.items()) if abs(weight) >= _LEAST_WEIGHT]
    return csv_from_rows(module, header, ["sign", "weight"], rows)


def csv_from_rows(module: str, header: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The file that `module` of flows.train prints."""
    out = io.StringIO()
    out.write(f"# {header} Made by `python -m flows.train.{module}`.\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
