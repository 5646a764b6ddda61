"""How time and memory of telling who is who grow with the documents.

    python -m tests.bench.entities [--documents 1000 10000 100000]

Mentions of made-up documents, the same in every run, are staged as a build stages them; then `write_entities` is measured from outside,
once without a last build and once on top of its own result.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from flows.staging import write_part
from tests.bench.__main__ import measured
from tests.bench.generated_mentions import write_mentions

JOIN = """
import sys
from pathlib import Path
from flows.joins import write_entities
write_entities(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def figures(count: int, stage: Path) -> dict[str, Any]:
    """All figures of one size."""
    mentions = write_mentions(stage, count, write_part)
    first = measured([sys.executable, "-c", JOIN, str(stage), str(stage / "none")])
    again = measured([sys.executable, "-c", JOIN, str(stage), str(stage)])  # the files of its own result have a last build's names
    rows = {name: pq.read_metadata(stage / f"{name}.parquet").num_rows for name in ("key_ids", "entities", "id_map")}
    return {
        "documents": count,
        "mentions": mentions,
        "keys": rows["key_ids"],
        "entities": rows["entities"],
        "former ids": rows["id_map"],
        **{name: round(value, 1) for name, value in first.items()},
        "cpu_ms_per_document": round(1000 * first["cpu_s"] / count, 2),
        **{f"again_{name}": round(value, 1) for name, value in again.items()},
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000, 100_000])
    rows = []
    for count in arguments.parse_args().documents:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(figures(count, Path(folder)))
            print(rows[-1], flush=True)
    for name in rows[0]:
        print(f"{name:24}" + "".join(f"{row[name]:>14,}" for row in rows))


if __name__ == "__main__":
    main()
