"""Stable ids, minted in one place."""

from __future__ import annotations

from hashlib import sha1
from typing import Literal, get_args
from uuid import NAMESPACE_URL, UUID, uuid5

Kind = Literal["doc", "ent", "men", "rol", "quo", "evt", "hap", "utt", "iss"]

_NAMESPACES = {kind: uuid5(NAMESPACE_URL, f"kenes:{kind}").bytes for kind in get_args(Kind)}


def mint_id(kind: Kind, *identity: str | int | None) -> str:
    """The id of the thing with this identity: `<kind>-<uuid5>`, the same on every machine and in every build.

    Identity is what the raw files say (path, raw offsets, authority key), never cleaned text or run
    order: a better cleaner must not rename rows.
    """
    name = "\x1f".join("" if part is None else str(part) for part in identity)
    # uuid5 itself, less making a UUID of the namespace's bytes each time: ids are minted for every row
    return f"{kind}-{UUID(bytes=sha1(_NAMESPACES[kind] + name.encode()).digest()[:16], version=5)}"
