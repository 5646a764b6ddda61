"""The release for search engines (schema.org) and for data portals (DCAT 3), both as JSON-LD without outside contexts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flows.release.citation import AUTHOR, KEYWORDS, abstract, citation_line
from flows.release.extent import Extent
from flows.release.facts import LICENCE, LICENCE_URL, ReleaseFacts
from flows.release.resources import Resource

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
# The authority of DCAT-AP names languages by ISO 639-3; these are what civic documents of the region are written in.
_CODES = {"en": "ENG", "ru": "RUS", "kk": "KAZ", "ky": "KIR", "uz": "UZB", "tr": "TUR", "de": "DEU", "fr": "FRA", "es": "SPA", "uk": "UKR"}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def schema_org_json(facts: ReleaseFacts, resources: Sequence[Resource], extent: Extent) -> str:
    """schema.org Dataset, as dataset search engines read it."""
    dataset: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": facts.title,
        "description": abstract(facts),
        "version": facts.version,
        "datePublished": facts.released.isoformat(),
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": AUTHOR},
        "citation": citation_line(facts),
        "keywords": list(KEYWORDS),
        "inLanguage": list(extent.languages),
        "isBasedOn": [{"@type": "CreativeWork", "name": corpus.title} for corpus in facts.corpora],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": resource.title,
                "contentUrl": _address(facts, resource.path),
                "encodingFormat": resource.media_type,
                "contentSize": f"{resource.size} B",
                "sha256": resource.sha256,
            }
            for resource in resources
        ],
    }
    if extent.first and extent.last:
        dataset["temporalCoverage"] = f"{extent.first}/{extent.last}"
    if facts.address:
        dataset |= {"url": facts.address, "identifier": facts.address}
    return _printed(dataset)


def dcat_json(facts: ReleaseFacts, resources: Sequence[Resource], extent: Extent) -> str:
    """A DCAT catalogue of the one dataset, with what DCAT-AP demands of catalogue, dataset and distribution."""
    publisher = {"@id": "#publisher", "@type": "foaf:Agent", "foaf:name": AUTHOR}
    dataset: dict[str, Any] = {
        "@id": facts.address or "#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"kenes-{facts.version}",
        "dct:title": {"@value": facts.title, "@language": "en"},
        "dct:description": {"@value": abstract(facts), "@language": "en"},
        "dct:publisher": {"@id": "#publisher"},
        "dct:issued": {"@value": facts.released.isoformat(), "@type": "xsd:date"},
        "dcat:version": facts.version,
        "dcat:keyword": list(KEYWORDS),
        "dct:language": [{"@id": LANGUAGES + _CODES[language]} for language in extent.languages if language in _CODES],
        "dcat:distribution": [_distribution(facts, resource) for resource in resources],
    }
    if extent.first and extent.last:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": extent.first.isoformat(), "@type": "xsd:date"},
            "dcat:endDate": {"@value": extent.last.isoformat(), "@type": "xsd:date"},
        }
    if facts.previous and facts.homepage:
        dataset["dcat:previousVersion"] = {"@id": f"{facts.homepage}/{facts.previous}"}
    catalogue = {
        "@context": _CONTEXT,
        "@id": facts.homepage or "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": {"@value": "Releases of Kenes", "@language": "en"},
        "dct:description": {"@value": "Open tables made from public documents", "@language": "en"},
        "dct:publisher": publisher,
        "dcat:dataset": dataset,
    }
    return _printed(catalogue)


def _distribution(facts: ReleaseFacts, resource: Resource) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": {"@value": resource.title, "@language": "en"},
        "dcat:accessURL": {"@id": _address(facts, resource.path)},
        "dcat:downloadURL": {"@id": _address(facts, resource.path)},
        "dcat:mediaType": {"@id": MEDIA_TYPES + resource.media_type},
        "dcat:byteSize": {"@value": str(resource.size), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": LICENCE_URL},
        "dct:rights": f"Tables: {LICENCE}; texts: see SOURCES.csv",
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": resource.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _address(facts: ReleaseFacts, path: str) -> str:
    return f"{facts.address}/{path}" if facts.address else path


def _printed(told: dict[str, Any]) -> str:
    """As JSON that may also stand in a page: no title can end its script element."""
    return json.dumps(told, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"
