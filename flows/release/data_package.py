"""datapackage.json: the release as a Data Package (version 2), with a Table Schema for every table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flows.release.citation import AUTHOR, KEYWORDS, abstract
from flows.release.extent import Extent
from flows.release.facts import LICENCE, LICENCE_URL, ReleaseFacts
from flows.release.resources import PARQUET_TYPE, Resource
from schemas.contract import COUNT, COUNTS, DAY, SHARE, TEXT, TEXTS, Column, Contract, codes
from schemas.releases import RELEASED

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES = {TEXT: "string", TEXTS: "array", COUNT: "integer", COUNTS: "array", SHARE: "number", DAY: "date"}


def data_package(facts: ReleaseFacts, resources: Sequence[Resource], extent: Extent) -> dict[str, Any]:
    """The descriptor; `sources` name the publishers of the documents, each `licenses` the tables alone."""
    package = {
        "$schema": PROFILE,
        "name": f"kenes-{facts.version}",
        "title": facts.title,
        "description": abstract(facts),
        "version": facts.version.removeprefix("v"),
        "created": f"{facts.released.isoformat()}T00:00:00Z",
        "keywords": list(KEYWORDS),
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        "licenses": [{"name": LICENCE, "path": LICENCE_URL, "title": "Creative Commons Attribution 4.0 International"}],
        "sources": [{"title": source.publisher or source.corpus} for source in extent.sources],
        "resources": [_resource(resource) for resource in resources],
    }
    return package | ({"homepage": facts.homepage, "id": facts.address} if facts.address else {})


def data_package_json(facts: ReleaseFacts, resources: Sequence[Resource], extent: Extent) -> str:
    return json.dumps(data_package(facts, resources, extent), ensure_ascii=False, indent=2) + "\n"


def _resource(resource: Resource) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": resource.name,
        "path": resource.path,
        "title": resource.title,
        "mediatype": resource.media_type,
        "bytes": resource.size,
        "hash": f"sha256:{resource.sha256}",
    }
    if resource.contract is None:
        return told
    if resource.rows is not None:
        told["rowCount"] = resource.rows  # not of the standard, which allows other keys
    if resource.media_type != PARQUET_TYPE:  # lists are joined there, so that its columns are text to a reader
        return told | {"format": "csv", "encoding": "utf-8", "compression": "gz"}
    return told | {"type": "table", "format": "parquet", "schema": _schema(resource.contract)}


def _schema(contract: Contract) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": TABLE_PROFILE,
        "fields": [_field(column) for column in contract.columns],
        "primaryKey": list(contract.key),
    }
    keys = [
        {"fields": [column.name], "reference": {"resource": f"data-{column.refers_to}", "fields": list(RELEASED[column.refers_to].key)}}
        for column in contract.columns
        if column.refers_to in RELEASED and contract.table != "issues"
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
    if column.codes:
        field["categories"] = [{"value": code, "label": meaning} for code, meaning in codes(column.codes).items()]
    if constraints := _constraints(column):
        field["constraints"] = constraints
    return field


def _constraints(column: Column) -> dict[str, Any]:
    number = float if column.type == SHARE else int
    told = {
        "required": True if not column.nullable else None,
        "unique": column.unique or None,
        "pattern": column.pattern,
        "minimum": None if column.at_least is None else number(column.at_least),
        "maximum": None if column.at_most is None else number(column.at_most),
    }
    return {name: value for name, value in told.items() if value is not None}
