"""RSS (0.9 to 2.0, RDF) and Atom -> the pages that they name.

feedparser, the usual library, needs a package (sgmllib3k) that is published as source only, and is made for readers of
news: of a feed, only the addresses are wanted here.
"""

from __future__ import annotations

from typing import Any

from flows.collect.links import Link, Links, elements_from_xml, local_name, moment, text_of

_ROOTS = ("rss", "RDF", "feed")


def links_from_feed(data: bytes) -> Links:
    """The page of every item or entry, as far as the feed can be read."""
    links = Links()
    for element in elements_from_xml(data, links):
        name = local_name(element)
        if name in _ROOTS:
            links.is_known = True
        elif name in ("item", "entry"):
            links.is_known = True
            if written := _address(element):
                links.pages.append(Link(written, _changed(element)))
            element.clear()
    return links


def _address(item: Any) -> str | None:
    """The publisher's own address before that of a counting service; a guid only where it says to be an address."""
    found: dict[str, str] = {}
    for child in item:
        name = local_name(child) if isinstance(child.tag, str) else ""
        if name == "origLink":  # FeedBurner
            found.setdefault("original", text_of(child))
        elif name == "link" and child.get("href"):  # Atom; also inside RSS
            if child.get("rel", "alternate") == "alternate":
                found.setdefault("link", str(child.get("href")).strip())
        elif name == "link":
            found.setdefault("link", text_of(child))
        elif name == "guid" and child.get("isPermaLink", "true") == "true" and text_of(child).startswith(("http://", "https://")):
            found.setdefault("guid", text_of(child))
    return found.get("original") or found.get("link") or found.get("guid") or None


def _changed(item: Any) -> str | None:
    """Atom's `updated`; the dates of RSS are those of publication."""
    return next((moment(text_of(child)) for child in item if isinstance(child.tag, str) and local_name(child) == "updated"), None)
