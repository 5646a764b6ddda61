"""Which code made a release: the version of the package, and the beginning of the hash of its sources."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flows.settings import PROJECT

_SOURCES = (".py", ".csv", ".sql", ".json", ".toml", ".onnx", ".html", ".css", ".js", ".mjs")
_NO_SOURCES = ("__pycache__", "node_modules", "train")  # what training learns from makes the model, which is hashed itself


@cache
def code_version() -> str:
    """Like 0.1.0+3f2a9c1b7d4e: two releases of one value were made by the same code, committed or not. Read once: that code runs."""
    try:
        number = version("kenes")
    except PackageNotFoundError:
        number = "0"
    return f"{number}+{hash_of_sources(PROJECT)[:12]}"


def hash_of_sources(project: Path) -> str:
    """Of the names and bytes of all sources."""
    whole = sha256()
    for path in sorted(path for room in ("flows", "schemas") for path in (project / room).rglob("*")):
        name = path.relative_to(project)
        if path.suffix in _SOURCES and path.is_file() and not set(name.parts) & set(_NO_SOURCES):
            whole.update(f"{name.as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()
