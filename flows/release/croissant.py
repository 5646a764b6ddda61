"""croissant.json: the release for the tools of machine learning (MLCommons Croissant 1.0), every column a field."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flows.release.citation import AUTHOR, KEYWORDS, abstract, bibtex
from flows.release.extent import Extent
from flows.release.facts import LICENCE_URL, ReleaseFacts
from flows.release.resources import Resource
from schemas.contract import COUNT, COUNTS, DAY, SHARE, TEXT, TEXTS, Column, codes

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
_TYPES = {TEXT: "sc:Text", TEXTS: "sc:Text", COUNT: "sc:Integer", COUNTS: "sc:Integer", SHARE: "sc:Float", DAY: "sc:Date"}
_LISTS = (TEXTS, COUNTS)

# The context that the specification prescribes: short names for its terms.
_CR = (
    "arrayShape", "column", "containedIn", "dataBiases", "dataCollection", "equivalentProperty", "excludes", "extract",
    "fileObject", "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
    "parentField", "path", "personalSensitiveInformation", "recordSet", "references", "regex", "repeated", "replace",
    "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "citeAs": "cr:citeAs",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "field": "cr:field",
    **{name: f"cr:{name}" for name in _CR},
}


def croissant_json(facts: ReleaseFacts, resources: Sequence[Resource], extent: Extent) -> str:
    """The tables as record sets over their Parquet files; the code lists as enumerations that fields refer to."""
    tables = [resource for resource in resources if resource.is_table]
    listed = sorted({column.codes for table in tables if table.contract for column in table.contract.columns if column.codes})
    dataset = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": f"kenes-{facts.version}",
        "alternateName": facts.title,
        "description": abstract(facts),
        "version": facts.version.removeprefix("v"),
        "datePublished": facts.released.isoformat(),
        "license": LICENCE_URL,
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "keywords": list(KEYWORDS),
        "inLanguage": list(extent.languages),
        "citeAs": bibtex(facts),
        "url": facts.address or f"./{facts.version}",
        "distribution": [_file(resource) for resource in tables],
        "recordSet": [*(_enumeration(name) for name in listed), *(_record_set(resource) for resource in tables)],
    }
    return json.dumps(dataset, ensure_ascii=False, indent=2) + "\n"


def _file(resource: Resource) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": resource.path,
        "name": resource.name,
        "description": resource.title,
        "contentUrl": resource.path,
        "contentSize": f"{resource.size} B",
        "encodingFormat": "application/x-parquet",  # the specification's name for the format, older than its registration
        "sha256": resource.sha256,
    }


def _record_set(resource: Resource) -> dict[str, Any]:
    assert resource.contract is not None
    contract = resource.contract
    return {
        "@type": "cr:RecordSet",
        "@id": contract.table,
        "name": contract.table,
        "description": contract.row,
        "key": [{"@id": f"{contract.table}/{name}"} for name in contract.key],
        "field": [_field(contract.table, column, resource.path) for column in contract.columns],
    }


def _field(table: str, column: Column, path: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES[column.type],
        "source": {"fileObject": {"@id": path}, "extract": {"column": column.name}},
    }
    if column.type in _LISTS:
        field["repeated"] = True
    if column.codes:
        field["references"] = {"field": {"@id": f"{column.codes}/code"}}
    return field


def _enumeration(name: str) -> dict[str, Any]:
    fields = [
        {"@type": "cr:Field", "@id": f"{name}/{part}", "name": part, "description": about, "dataType": "sc:Text"}
        for part, about in (("code", "The value as it stands in the tables"), ("meaning", "What it means"))
    ]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"The code list {name}",
        "dataType": "sc:Enumeration",
        "key": {"@id": f"{name}/code"},
        "field": fields,
        "data": [{f"{name}/code": code, f"{name}/meaning": meaning} for code, meaning in codes(name).items()],
    }
