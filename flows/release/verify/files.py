"""Every file as SHA256SUMS and index.json know it: there, unchanged, and none beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from flows.release.checksums import sha256_of
from flows.release.facts import INDEX, SUMS
from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Fault, Finding

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def files_finding(copy: Copy) -> Finding:
    """Each file is read once, its bytes hashed."""
    sums, faults = read_sums(copy.folder)
    there = files_of(copy.folder)
    hashes: dict[str, str] = {}
    for path, expected in sums.items():
        if path not in there:
            faults.append(Fault(path, f"is missing; {SUMS} lists it"))
            continue
        hashes[path] = sha256_of(copy.folder / path)
        if hashes[path] != expected:
            faults.append(Fault(path, f"is not the file that was released: SHA-256 {hashes[path][:16]}…, in {SUMS} {expected[:16]}…"))
    faults += [
        Fault(path, f"does not belong to the release: {SUMS} does not list it") for path in there if path not in sums and path != SUMS
    ]
    faults += _index_faults(copy, sums, there)
    size = sum((copy.folder / path).stat().st_size for path in there)
    return Finding("files", f"{len(there):,} files, {size / 1e6:,.1f} MB, each with its SHA-256", faults)


def read_sums(folder: Path) -> tuple[dict[str, str], list[Fault]]:
    """Path and SHA-256 of each line, and what is wrong with the file itself."""
    path = folder / SUMS
    if not path.is_file():
        return {}, [Fault(SUMS, "is missing, so no file can be told from a damaged one")]
    sums: dict[str, str] = {}
    faults = []
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        found = _LINE.fullmatch(line)
        if not found or found[2].startswith("/") or ".." in Path(found[2]).parts:
            faults.append(Fault(f"{SUMS}, line {number}", "is no SHA-256 with the path of a file of the release"))
        else:
            sums[found[2]] = found[1]
    return sums, faults


def _index_faults(copy: Copy, sums: dict[str, str], there: dict[str, Path]) -> Iterator[Fault]:
    """index.json tells the same files as SHA256SUMS, with their sizes."""
    try:
        json.loads((copy.folder / INDEX).read_text(encoding="utf-8"))
    except OSError:
        yield Fault(INDEX, "is missing")
        return
    except ValueError as error:
        yield Fault(INDEX, f"can't be read as JSON: {error}")
        return
    listed = {file.path: file for file in copy.files}
    for path in sorted(sums.keys() - listed.keys() - {INDEX}):
        yield Fault(INDEX, f"does not list {path}")
    for path, file in listed.items():
        if path not in there:
            yield Fault(path, f"is missing; {INDEX} lists it")
        elif there[path].stat().st_size != file.size:
            yield Fault(path, f"has {there[path].stat().st_size:,} bytes; {INDEX} says {file.size:,}")
        if sums.get(path, file.sha256) != file.sha256:
            yield Fault(INDEX, f"gives {path} another SHA-256 than {SUMS}")


def files_of(folder: Path) -> dict[str, Path]:
    """Every file under the folder by its path there, in order."""
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
