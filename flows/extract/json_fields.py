"""Which field of a scraped record is our title, text, date: by corpus.toml, else by the names that scrapers use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flows.extract.reading import Metadata

# Names of schema.org (articleBody, headline, datePublished, inLanguage), of the WordPress, RSS and Open Graph
# vocabularies, and of the scrapers newspaper4k, news-please and trafilatura; the first that a record has is read.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articleBody", "article_body", "maintext", "full_text", "fulltext", "content_html", "content_text"),
    "title": ("title", "headline", "name"),
    "url": ("url", "link", "source_url", "canonical_url", "@id"),
    "published": (
        "published", "date", "pubDate", "pub_date", "datePublished", "date_published", "date_publish", "published_at", "publish_date",
        "publishedAt", "publication_date", "created_at", "timestamp",
    ),
    "author": ("author", "byline", "authors", "creator"),
    "publisher": ("publisher", "source", "sitename", "site_name", "site"),
    "language": ("language", "lang", "inLanguage"),
    "id": ("id", "_id", "guid", "uuid", "slug"),
}  # fmt: skip
# Where an object that stands for a value keeps it: WordPress, JSON-LD, XML turned into JSON.
_INSIDE = ("rendered", "name", "@value", "#text", "value", "$oid")
# Seconds since 1970 from 1990 to 2100; the same in thousandths. Other numbers are no moments.
_SECONDS = (631_152_000, 4_102_444_800)


def text_from_record(record: dict[str, Any], fields: Mapping[str, str]) -> str | None:
    """The body; a list of paragraphs is joined by line feeds."""
    return _found(record, "text", fields, "\n")


def id_from_record(record: dict[str, Any], fields: Mapping[str, str]) -> str | None:
    """What the record calls itself, on one line, so that it can stand in a path."""
    found = _found(record, "id", fields, "-")
    return " ".join(found.split()) or None if found is not None else None


def metadata_from_record(record: dict[str, Any], fields: Mapping[str, str]) -> Metadata:
    """What the record states beside its text."""
    return Metadata(
        title=_found(record, "title", fields, " "),
        author=_found(record, "author", fields, ", "),
        publisher=_found(record, "publisher", fields, ", "),
        published=_moment(record, fields),
        language=_found(record, "language", fields, ", "),
        url=_found(record, "url", fields, " "),
    )


def leftover_from_record(record: dict[str, Any], fields: Mapping[str, str]) -> set[str]:
    """Names of the fields that hold something and are none of ours."""
    known = {name.partition(".")[0] for name in fields.values()} | {name for names in _NAMES.values() for name in names}
    return {name for name, value in record.items() if name not in known and value not in (None, "", [], {})}


def _found(record: dict[str, Any], ours: str, fields: Mapping[str, str], separator: str) -> str | None:
    value = _value(record, ours, fields)
    text = _text(value, separator)
    return text if text and text.strip() else None


def _value(record: dict[str, Any], ours: str, fields: Mapping[str, str]) -> Any:
    if ours in fields:
        return _at(record, fields[ours])
    return next((record[name] for name in _NAMES[ours] if record.get(name) not in (None, "", [], {})), None)


def _at(record: Any, path: str) -> Any:
    """The value under a dotted path; a field whose own name has the dots goes first."""
    if isinstance(record, dict) and path in record:
        return record[path]
    for step in path.split("."):
        record = record.get(step) if isinstance(record, dict) else None
    return record


def _text(value: Any, separator: str) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next((value[name] for name in _INSIDE if isinstance(value.get(name), str)), None)
    if isinstance(value, list):
        return separator.join(text for one in value if not isinstance(one, list) and (text := _text(one, separator)))
    return None if value is None or isinstance(value, bool) else str(value)


def _moment(record: dict[str, Any], fields: Mapping[str, str]) -> str | None:
    value = _value(record, "published", fields)
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > _SECONDS[1] else value
        if _SECONDS[0] <= seconds <= _SECONDS[1]:
            return datetime.fromtimestamp(seconds, UTC).isoformat()
    return _found(record, "published", fields, " ")
