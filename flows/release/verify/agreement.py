"""What the metadata say of the files is so: the same files, sizes, hashes, rows, columns and version everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq

from flows.release.checksums import sha256_of
from flows.release.facts import CSV, DATA, INDEX
from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Fault, Finding

DESCRIBED = (DATA, CSV)  # folders of which each file must be described


def agreement_finding(copy: Copy) -> Finding:
    package = json.loads((copy.folder / "datapackage.json").read_text(encoding="utf-8"))
    croissant = json.loads((copy.folder / "croissant.json").read_text(encoding="utf-8"))
    schema_org = json.loads((copy.folder / "schema_org.jsonld").read_text(encoding="utf-8"))
    faults = [*_file_faults(copy, package), *_column_faults(copy, package), *_version_faults(copy, package, croissant, schema_org)]
    for name, entries in (("croissant.json", croissant["distribution"]), ("schema_org.jsonld", schema_org["distribution"])):
        faults += _hash_faults(copy, name, entries)
    return Finding("agreement", f"{len(package['resources'])} described files against the files themselves", faults)


def _file_faults(copy: Copy, package: dict[str, Any]) -> Iterator[Fault]:
    described = set()
    for resource in package["resources"]:
        path = copy.folder / resource["path"]
        described.add(resource["path"])
        place = f"datapackage.json, {resource['name']}"
        if not path.is_file():
            yield Fault(place, f"names {resource['path']}, which is missing")
            continue
        if path.stat().st_size != resource["bytes"]:
            yield Fault(place, f"says {resource['bytes']:,} bytes; {resource['path']} has {path.stat().st_size:,}")
        if f"sha256:{sha256_of(path)}" != resource["hash"]:
            yield Fault(place, f"gives another SHA-256 than {resource['path']} has")
        if resource.get("type") == "table" and (count := pq.read_metadata(path).num_rows) != resource.get("rowCount"):
            yield Fault(place, f"says {resource.get('rowCount')} rows; {resource['path']} has {count:,}")
    for folder in DESCRIBED:
        for path in sorted((copy.folder / folder).glob("*")):
            if path.is_file() and f"{folder}/{path.name}" not in described:
                yield Fault("datapackage.json", f"does not describe {folder}/{path.name}")


def _column_faults(copy: Copy, package: dict[str, Any]) -> Iterator[Fault]:
    for resource in package["resources"]:
        path = copy.folder / resource["path"]
        if resource.get("type") == "table" and path.is_file():
            told = [field["name"] for field in resource["schema"]["fields"]]
            there = pq.read_schema(path).names
            if told != there:
                different = sorted({*told} ^ {*there}) or ["their order"]
                yield Fault(f"datapackage.json, {resource['name']}", f"tells other columns than {resource['path']}: {', '.join(different)}")


def _hash_faults(copy: Copy, name: str, entries: list[dict[str, Any]]) -> Iterator[Fault]:
    """Each entry's SHA-256 against index.json, which the check of the files holds to the files."""
    known = {file.path: file.sha256 for file in copy.files}
    for entry in entries:
        path = next((path for path in known if entry["contentUrl"] == path or entry["contentUrl"].endswith(f"/{path}")), None)
        if path is None:
            yield Fault(name, f"names {entry['contentUrl']}, which {INDEX} does not list")
        elif entry["sha256"] != known[path]:
            yield Fault(name, f"gives {path} another SHA-256 than {INDEX}")


def _version_faults(copy: Copy, package: dict[str, Any], croissant: dict[str, Any], schema_org: dict[str, Any]) -> Iterator[Fault]:
    version = str(copy.index.get("version"))
    number = version.removeprefix("v")
    told = {"datapackage.json": package.get("version"), "croissant.json": croissant.get("version")}
    for name, found in {**told, "schema_org.jsonld": str(schema_org.get("version")).removeprefix("v")}.items():
        if found != number:
            yield Fault(name, f"tells version {found}; {INDEX} tells {version}")
    if f'version: "{version}"\n' not in (copy.folder / "CITATION.cff").read_text(encoding="utf-8"):
        yield Fault("CITATION.cff", f"does not tell version {version}, as {INDEX} does")
