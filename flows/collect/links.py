"""What a source names: addresses of pages, with the time that it gives for their last change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from lxml import etree

MOST_ELEMENTS = 2_000_000  # 50,000 addresses, the protocol's limit, with 40 elements each; half a gigabyte of memory
_ENTRIES = (b"item", b"entry", b"url", b"sitemap")


@dataclass(frozen=True, slots=True)
class Link:
    """One address as it is written in the source."""

    written: str
    modified: str | None = None  # ISO 8601, UTC


@dataclass(slots=True)
class Links:
    """All addresses of one feed, sitemap or list."""

    pages: list[Link] = field(default_factory=list)
    sitemaps: list[Link] = field(default_factory=list)  # that a sitemap index names
    is_known: bool = False  # it was a feed, sitemap or list, and no other page
    trouble: str | None = None  # it was damaged: there may be more addresses than were read


def elements_from_xml(data: bytes, links: Links) -> Iterator[Any]:
    """Every element at its end, parents after children; what ends the reading early is noted in `links`.

    Entities are not resolved and nothing is fetched for them, so the laughs of the billion stay unheard; elements past
    libxml2's limits of depth and size end the reading.
    """
    safe: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "recover": True}
    parser = etree.iterparse(BytesIO(data), events=("end",), remove_comments=True, remove_pis=True, **safe)
    try:
        for number, (_, element) in enumerate(parser):
            if number > MOST_ELEMENTS:
                links.trouble = f"holds more than {MOST_ELEMENTS:,} elements"
                return
            if isinstance(element.tag, str):
                yield element
    except etree.XMLSyntaxError as error:
        links.trouble = f"is damaged ({error.msg})"
    if links.trouble is None and (serious := [entry for entry in parser.error_log if entry.level_name in ("ERROR", "FATAL")]):
        links.trouble = f"is damaged (line {serious[0].line}: {serious[0].message})"
    if links.trouble and _ends_within_entry(data):
        del (links.pages or links.sitemaps)[-1:]  # the parser closed it, and its address may be half of one


def _ends_within_entry(data: bytes) -> bool:
    closed = max((data.rfind(b"</%s>" % name) for name in _ENTRIES), default=-1)
    return re.search(rb"<(?:%s)[\s>]" % b"|".join(_ENTRIES), data[max(closed, 0) :]) is not None


def local_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def text_of(element: Any) -> str:
    return (element.text or "").strip()


def moment(told: str) -> str | None:
    """A W3C date or time (2026-11-22, 2026-11-22T15:00+05:00) in UTC; None for anything else, years and months too."""
    if not re.match(r"\d{4}-\d\d-\d\d", told):
        return None
    try:
        found = datetime.fromisoformat(told)
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None
