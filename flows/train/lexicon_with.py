"""Another version of learned lexicon files put in the place of those of normalize, to measure it as it would run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.normalize import lexicon


@contextmanager
def lexicon_with(learned: Mapping[str, str]) -> Iterator[None]:
    """While it lasts, normalize reads each of these files (name without ending -> content) instead of its own."""
    with TemporaryDirectory() as folder:
        for entry in files(lexicon).iterdir():
            if entry.name.endswith(".csv"):
                (Path(folder) / entry.name).write_bytes(entry.read_bytes())
        for name, content in learned.items():
            (Path(folder) / f"{name}.csv").write_text(content, encoding="utf-8")
        _read_from(lambda _: Path(folder))
        try:
            yield
        finally:
            _read_from(files)


def _read_from(source: object) -> None:
    """Let the lexicon read from another folder, and everything that normalize has worked out from the last one be forgotten."""
    vars(lexicon)["files"] = source
    for name in [name for name in sys.modules if name.startswith("flows.normalize")]:
        for value in list(vars(sys.modules[name]).values()):
            if callable(forget := getattr(value, "cache_clear", None)):
                forget()
