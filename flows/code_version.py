"""Which code made something: the hash of its sources, and of what it was installed with."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from flows.settings import PROJECT

_SOURCES = (".py", ".csv", ".sql", ".json", ".toml", ".onnx", ".html", ".css", ".js", ".mjs")
_NO_SOURCES = ("__pycache__", "node_modules", "train")  # what training learns from makes the model, which is hashed itself
_ALL = ("flows", "schemas")

# They carry the work to the functions and change no row; a new version of Prefect must not cost a day of tagging.
_CARRIERS = {"prefect", "prefect-dask", "fastapi", "sqlalchemy", "typer", "rich", "filelock"}


@cache
def code_version() -> str:
    """Like 0.1.0+3f2a9c1b7d4e: two releases of one value were made by the same code, committed or not. Read once: that code runs."""
    try:
        number = version("kenes")
    except PackageNotFoundError:
        number = "0"
    return f"{number}+{hash_of_sources(PROJECT)[:12]}"


@cache
def code_key(rooms: tuple[str, ...] = _ALL) -> str:
    """The hash of the sources of these rooms (folders or files under the project), of the Python and of the libraries they run with."""
    told = [hash_of_sources(PROJECT, rooms), ".".join(map(str, sys.version_info[:2])), *versions_of_libraries()]
    return sha256("\n".join(told).encode()).hexdigest()[:32]


def hash_of_sources(project: Path, rooms: Sequence[str] = _ALL) -> str:
    """Of the names and bytes of all sources."""
    whole = sha256()
    for path in sorted({path for room in rooms for path in _files_of(project / room)}):
        name = path.relative_to(project)
        if path.suffix in _SOURCES and path.is_file() and not set(name.parts) & set(_NO_SOURCES):
            whole.update(f"{name.as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _files_of(room: Path) -> list[Path]:
    return [room] if room.is_file() else list(room.rglob("*"))


@cache
def versions_of_libraries() -> tuple[str, ...]:
    """Name and version of every library that Kenes needs, and of those that these need, but for the ones that only carry work."""
    found: dict[str, str] = {}
    waiting = [name for name in _needed("kenes") if name not in _CARRIERS]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # for another system or Python
            continue
        waiting.extend(_needed(name))
    return tuple(sorted(f"{name} {number}" for name, number in found.items()))


def _needed(package: str) -> list[str]:
    try:
        told = requires(package) or []
    except PackageNotFoundError:
        return []
    names = [re.match(r"[\w.-]+", line) for line in told if not re.search(r";.*\bextra\s*==", line)]
    return [re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name]
