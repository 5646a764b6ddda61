"""What an HTML page states about itself: title, author, publisher, date, language, address.

Read are the statements made for machines: Open Graph, schema.org (JSON-LD and microdata), Dublin Core, <time>,
<html lang>, <link rel=canonical>. htmldate is not asked: where a page states no date it takes one from the
text or from a copyright line, and printed lines are another room's business, which can tell them apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from flows.extract.html_positions import Page
from flows.extract.reading import Metadata

# Names of <meta> per fact, the most specific vocabulary first: Open Graph (ogp.me), Dublin Core (RFC 5013 and
# DCMI terms), Google Scholar's citation_* (its inclusion guidelines), then the plain names of content systems.
TITLE = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author")
PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "article:publisher")
PUBLISHED = (
    "article:published_time", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created",
    "dcterms.created", "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "pubdate", "publish_date",
    "publication_date", "publishdate", "date",
)  # fmt: skip
CHANGED = ("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified")
LANGUAGE = ("og:locale", "dc.language", "dcterms.language", "content-language", "language")
ADDRESS = ("og:url", "dc.identifier", "twitter:url")

# schema.org types that are the document itself, not its breadcrumbs, its publisher or its videos.
ARTICLES = re.compile(r"(?:Article|Posting|Report|WebPage|CreativeWork|PressRelease|SpeechObject|Review|Legislation)$")

# Browsers and SingleFile write the address of a saved page into a comment at its top.
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)")
_DATE = re.compile(r"\d{4}")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?$")


def metadata_from_page(page: Page, source: str) -> Metadata:
    """The facts of the page; the first statement in the order of trust wins, none is combined."""
    names = _meta_contents(page)
    items = _microdata(page)
    article = _article(page.json_ld)
    publisher = _first((_name(article.get("publisher")), *_values(names, PUBLISHER), _name(article.get("sourceOrganization"))))
    publisher = None if publisher is None or "://" in publisher else publisher
    return Metadata(
        title=_title(_first((_name(article.get("headline")), *_values(names, TITLE), *items.get("headline", ()), page.title)), publisher),
        author=_first(text for text in (_name(article.get("author")), *_values(names, AUTHOR)) if text and "://" not in text),
        publisher=publisher,
        published=_first(text for text in _dates(article, names, items, page) if _DATE.search(text)),
        language=_language(page, names, article),
        url=_address(page, names, article, source),
    )


def _title(title: str | None, publisher: str | None) -> str | None:
    """The title without the name of the site that browsers show after it, where the page tells that name."""
    if title and publisher:
        shorter = re.sub(rf"\s+[|–—·:»-]+\s+{re.escape(publisher)}$", "", title, flags=re.I)
        return shorter or title
    return title


def _meta_contents(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag, attributes in page.tags:
        name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv")
        content = " ".join(attributes.get("content", "").split())
        if tag == "meta" and name and content:
            found.setdefault(name.lower().replace(":", ".") if name.lower().startswith("dc") else name.lower(), []).append(content)
    return found


def _microdata(page: Page) -> dict[str, list[str]]:
    """Values of itemprop attributes that stand in attributes; values printed as text are read as text."""
    found: dict[str, list[str]] = {}
    for _, attributes in page.tags:
        value = attributes.get("content") or attributes.get("datetime")
        if value and "itemprop" in attributes:
            found.setdefault(attributes["itemprop"].lower(), []).append(value)
    return found


def _dates(article: dict[str, Any], names: dict[str, list[str]], items: dict[str, list[str]], page: Page) -> Iterator[str]:
    times = [attributes for tag, attributes in page.tags if tag == "time" and attributes.get("datetime")]
    yield from _texts(article.get("datePublished"))
    yield from _values(names, PUBLISHED[:1])
    yield from items.get("datepublished", ())
    yield from _values(names, PUBLISHED[1:])
    yield from (attributes["datetime"] for attributes in times if "pubdate" in attributes)
    yield from items.get("datecreated", ())
    if len({attributes["datetime"][:10] for attributes in times}) == 1:  # several days: a list of other articles
        yield times[0]["datetime"]
    yield from _texts(article.get("dateCreated"))
    yield from _texts(article.get("dateModified"))
    yield from _values(names, CHANGED)


def _language(page: Page, names: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    stated = [attributes.get("lang") or attributes.get("xml:lang") or "" for tag, attributes in page.tags if tag == "html"]
    for text in (*stated, *_values(names, LANGUAGE), *_texts(article.get("inLanguage"))):
        match = _LANGUAGE.match(text)
        if match:
            return match[1].lower()
    return None


def _address(page: Page, names: dict[str, list[str]], article: dict[str, Any], source: str) -> str | None:
    canonical = [
        attributes.get("href", "") for tag, attributes in page.tags if tag == "link" and "canonical" in attributes.get("rel", "").lower()
    ]
    saved = _SAVED_FROM.search(source, 0, 4096)
    entity = article.get("mainEntityOfPage")
    described = entity.get("@id") if isinstance(entity, dict) else entity
    candidates = (*canonical, *_values(names, ADDRESS), *_texts(article.get("url")), *_texts(described), saved[1] if saved else "")
    return _first(text for text in candidates if re.match(r"https?://[^\s]+$", text))


def _article(blocks: list[str]) -> dict[str, Any]:
    """The JSON-LD object that describes the document, {} when there is none."""
    best: dict[str, Any] = {}
    for block in blocks:
        try:
            written = json.loads(block.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):  # a page's broken JSON-LD is no fault of its text
            continue
        for thing in _things(written):
            if any(ARTICLES.search(kind) for kind in _texts(thing.get("@type"))):
                if "headline" in thing or "datePublished" in thing:
                    return thing
                best = best or thing
    return best


def _things(written: object) -> Iterator[dict[str, Any]]:
    waiting = [written]
    for thing in waiting:  # grows while it is read: no recursion, whatever the nesting
        if isinstance(thing, list):
            waiting.extend(thing)
        elif isinstance(thing, dict):
            yield thing
            waiting.extend(thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing)


def _name(thing: object) -> str | None:
    """A name, be it given as text, as an object with a name, or as a list of either."""
    things = thing if isinstance(thing, list) else [thing]
    names = [item.get("name") if isinstance(item, dict) else item for item in things]
    return ", ".join(" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()) or None


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item.strip() for item in values if isinstance(item, str) and item.strip()]


def _values(names: dict[str, list[str]], wanted: Iterable[str]) -> list[str]:
    return [content for name in wanted for content in names.get(name, ())]


def _first(texts: Iterable[str | None]) -> str | None:
    return next((text for text in texts if text), None)
