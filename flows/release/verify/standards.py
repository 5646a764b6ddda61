"""The metadata held to the standards' own schemas, without a network.

Data Package: the profile of version 2 that the package dplib-py carries. Croissant: mlcroissant, the reference reader.
CITATION.cff: the schema of version 1.2.0 that check-jsonschema carries. DCAT: what DCAT-AP 3 makes mandatory, over the
graph that rdflib reads. They come with the extra `test`; what is not installed is told as not checked, never as right.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any
from warnings import catch_warnings, simplefilter

from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Fault, Finding, NotCheckedError

PACKAGE_PROFILE = ("dplib-py", "dplib/profiles/2.0/datapackage.json")
CITATION_SCHEMA = ("check-jsonschema", "check_jsonschema/builtin_schemas/vendor/citation-file-format.json")
WHOLE_BYTES = 50_000_000  # of a file that mlcroissant is given to read: it unpacks all of it in memory, some twenty times larger
SHOWN_RECORDS = 3  # of each record set: enough to prove that the file is found, hashed and its columns are there

_DCAT, _DCT, _FOAF = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
# Mandatory properties of DCAT-AP 3.0 (semiceu.github.io/DCAT-AP/releases/3.0.0), less those that hold the graph together.
MANDATORY = {
    f"{_DCAT}Catalog": (f"{_DCT}title", f"{_DCT}description", f"{_DCT}publisher", f"{_DCAT}dataset"),
    f"{_DCAT}Dataset": (f"{_DCT}title", f"{_DCT}description", f"{_DCAT}distribution"),
    f"{_DCAT}Distribution": (f"{_DCAT}accessURL", f"{_DCT}license"),
    f"{_FOAF}Agent": (f"{_FOAF}name",),
}


def package_finding(copy: Copy) -> Finding:
    path = "datapackage.json"
    faults = [*_schema_faults(path, _json(copy, path), _carried(*PACKAGE_PROFILE))]
    return Finding("data package", f"{path} held to the profile of Data Package 2", faults)


def citation_finding(copy: Copy) -> Finding:
    path = "CITATION.cff"
    told = _installed("yaml").safe_load((copy.folder / path).read_text(encoding="utf-8"))
    return Finding("citation", f"{path} held to the schema of CFF 1.2.0", [*_schema_faults(path, told, _carried(*CITATION_SCHEMA))])


def croissant_finding(copy: Copy) -> Finding:
    """mlcroissant reads the description, checks each file's SHA-256 and gives records of each table."""
    path = "croissant.json"
    mlcroissant = _installed("mlcroissant")
    logging.getLogger("absl").setLevel(logging.ERROR)
    with catch_warnings():
        simplefilter("ignore")  # what its own libraries will change some day
        try:
            dataset = mlcroissant.Dataset(jsonld=str(copy.folder / path))
        except mlcroissant.ValidationError as error:
            return Finding("croissant", f"{path} read by mlcroissant", [Fault(path, line.strip()) for line in str(error).splitlines()[1:]])
        issues = dataset.metadata.ctx.issues
        faults = [Fault(path, str(issue)) for issue in sorted([*issues.errors, *issues.warnings])]
        read = [one for one in dataset.metadata.record_sets if _size(copy, one.id) <= WHOLE_BYTES]
        for record_set in read:
            faults += _record_faults(dataset, record_set.id, path, copy.counts.get(record_set.id, 0))
    return Finding("croissant", f"{path} and records of {len(read)} record sets read by mlcroissant", faults)


def _size(copy: Copy, table: str) -> int:
    return copy.data(table).stat().st_size if copy.data(table).is_file() else 0


def _record_faults(dataset: Any, name: str, path: str, rows: int) -> Iterator[Fault]:
    """The first records of a record set are to be had, if its table has rows."""
    try:
        given = sum(1 for _ in islice(dataset.records(name), SHOWN_RECORDS))
    except Exception as error:  # mlcroissant lets through whatever pandas, pyarrow or its operations raise
        yield Fault(f"{path}, record set {name}", f"gives no records: {str(error).strip().splitlines()[0] if str(error) else error!r}")
    else:
        if given < min(rows, SHOWN_RECORDS):
            yield Fault(f"{path}, record set {name}", f"gives {given} records; its table has {rows:,} rows")


def dcat_finding(copy: Copy) -> Finding:
    path = "dcat.jsonld"
    rdflib = _installed("rdflib")
    with catch_warnings():
        simplefilter("ignore")
        graph = rdflib.Graph().parse(copy.folder / path, format="json-ld")
    faults = []
    for kind, properties in MANDATORY.items():
        things = sorted(graph.subjects(rdflib.RDF.type, rdflib.URIRef(kind)), key=str)
        faults += [] if things else [Fault(path, f"tells no {kind}")]
        for thing in things:
            missing = [name for name in properties if (thing, rdflib.URIRef(name), None) not in graph]
            faults += [Fault(f"{path}, {thing}", f"lacks {name}") for name in missing]
    return Finding("dcat", f"{path}: {len(graph)} statements, with what DCAT-AP 3 makes mandatory", faults)


def _schema_faults(path: str, told: object, schema: dict[str, Any]) -> Iterator[Fault]:
    validator = _installed("jsonschema").Draft7Validator(schema)
    for error in sorted(validator.iter_errors(told), key=lambda error: list(map(str, error.absolute_path))):
        place = "/".join(map(str, error.absolute_path))
        yield Fault(f"{path}, {place}" if place else path, error.message[:300])


def _json(copy: Copy, path: str) -> Any:
    return json.loads((copy.folder / path).read_text(encoding="utf-8"))


def _carried(package: str, path: str) -> dict[str, Any]:
    """A schema that a package carries; the package itself is not imported."""
    try:
        found = Path(str(distribution(package).locate_file(path)))
        schema: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    except (PackageNotFoundError, OSError) as error:
        raise NotCheckedError(_missing(package)) from error
    return schema


def _installed(module: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        raise NotCheckedError(_missing(module)) from error


def _missing(package: str) -> str:
    return f"{package} is not installed: pip install 'kenes[test]'"
