"""The key of an entity: what one document alone can tell of who is meant.

Keys: `authority:<id>` for a known thing; `<type>:<fold>` for a name that tells one thing anywhere;
`<type>:<core>@<country>` for a body or law of a country (Ministry of Health);
`<type>:<core>#<document id>` for a name that tells something within one document only (the Congress,
a bare surname).
"""

from __future__ import annotations

from datetime import date

from flows.normalize.authority import Authority
from flows.normalize.fold import fold
from flows.normalize.name_cores import bare_name, core_from_name, scope_from_core


def entity_key(
    type: str,
    name: str,
    authority: Authority,
    *,
    country: str | None = None,
    on: date | None = None,
    document_id: str | None = None,
) -> str:
    """The key of a name in a document about this country (ISO 3166 code), published on this day.

    Without `document_id` a name that only its document can explain gets the plain key.
    """
    if known := authority.known(type, name, country, on):
        return f"authority:{known.authority_id}"
    bound = f"#{document_id}" if document_id else ""
    if type in ("person", "place"):
        bare = bare_name(name)
        words = fold(bare.title() if bare.isupper() else bare)  # XI JINPING: a name, no number
        return f"{type}:{words}{bound if type == 'person' and ' ' not in words else ''}"
    core, named_country = core_from_name(name, authority.countries)
    scope = scope_from_core(core)
    if named_country or (scope == "national" and country):
        return f"{type}:{core}@{named_country or country}"
    return f"{type}:{core}{bound if scope else ''}"
