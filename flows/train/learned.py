"""The form of a learned file: a header that says how it was made, then CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

SPLIT = "flows/train/corpus (CC0), the documents not held out (sha256(id) is no multiple of 10)"


def csv_from_rows(module: str, header: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The file that `module` of flows.train prints."""
    out = io.StringIO()
    out.write(f"# {header} Made by `python -m flows.train.{module}`.\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
