"""[collect] of a corpus.toml: what is fetched, from whom, and how gently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field

from flows.extract.strict_toml import Strict
from flows.issues import SetupError

Kind = Literal["feed", "sitemap", "list", "warcs"]
KINDS: tuple[Kind, ...] = ("feed", "sitemap", "list", "warcs")

# Of the defaults: Nutch waits 5 s between two pages of a host, Scrapy's template 1 s; a ministry's page is rarely over 1 MB,
# its PDF over 10; feeds and sitemaps tell of new pages themselves, so old ones are looked at once a month.


class _Gentle(Strict):
    """Keys that [collect] sets for all its sources and a source for itself."""

    include: list[str] | None = None
    exclude: list[str] | None = None
    hosts: list[str] | None = None
    max_pages: int | None = Field(default=None, ge=1)
    page_megabytes: float | None = Field(default=None, gt=0)
    page_seconds: float | None = Field(default=None, gt=0)
    delay_seconds: float | None = Field(default=None, ge=0)
    recheck_days: float | None = Field(default=None, ge=0)


class _SourceTable(_Gentle):
    name: str | None = Field(default=None, pattern=r"^\S([^\r\n]*\S)?$")
    feed: str | None = None
    sitemap: str | None = None
    list: str | None = None
    warcs: str | None = None


class CollectFile(_Gentle):
    """[collect] as it is written."""

    contact: str = Field(min_length=1)
    program: str = Field(default="Kenes/0.1", pattern=r"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?$")
    run_minutes: float = Field(default=60, gt=0)
    host_failures: int = Field(default=5, ge=1)
    retry_seconds: float = Field(default=2, ge=0)
    file_megabytes: float = Field(default=128, gt=0, le=1024)
    source: list[_SourceTable] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Source:
    """One feed, sitemap, list or folder, with the limits of what it names."""

    name: str
    kind: Kind
    address: str  # an http address, or a path on this machine (list, warcs)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()  # beside those of the addresses that are named
    max_pages: int = 1000  # asked in one run
    page_megabytes: float = 16
    page_seconds: float = 60
    delay_seconds: float = 2
    recheck_days: float = 30

    def wants(self, url: str) -> bool:
        """Whether the patterns let the address through; `*` stands for any characters, the others for themselves."""
        path = url[url.find("/", url.find("//") + 2) :]
        return (not self.include or _fits(self.include, url, path)) and not _fits(self.exclude, url, path)


@dataclass(frozen=True, slots=True)
class Collecting:
    """All that is fetched for one corpus."""

    folder: Path
    user_agent: str
    sources: tuple[Source, ...]
    run_minutes: float = 60
    host_failures: int = 5  # in a row: then the host is left for this run
    retry_seconds: float = 2  # before the second try; doubled before each one after
    file_megabytes: float = 128  # unpacked; a build works on one file at a time

    def lists_inside(self) -> tuple[str, ...]:
        """The lists of addresses that lie in the corpus folder, as paths inside it: they are no documents."""
        root = self.folder.resolve()
        lists = (Path(source.address) for source in self.sources if source.kind == "list")
        return tuple(path.relative_to(root).as_posix() for path in lists if path.is_relative_to(root))


def collecting_from_file(folder: Path, told: CollectFile) -> Collecting:
    """The settings with defaults in place. Raises SetupError naming the key and the mend."""
    place = folder / "corpus.toml"
    if not re.search(r"@|^https?://", told.contact) or re.search(r"[^\x21-\x7e]", told.contact):
        message = "give a mail address or the address of a page: whoever runs the sites must be able to reach you"
        raise SetupError(f"{place}: key 'collect.contact' is {told.contact!r}; {message}.")
    sources = tuple(_source(place, number, told, table) for number, table in enumerate(told.source))
    names = [source.name for source in sources]
    if repeated := next((name for name in names if names.count(name) > 1), None):
        raise SetupError(f"{place}: two sources are called {repeated!r}; give each a name of its own (key 'name').")
    return Collecting(
        folder,
        f"{told.program} (+{told.contact})",
        sources,
        told.run_minutes,
        told.host_failures,
        told.retry_seconds,
        told.file_megabytes,
    )


def _source(place: Path, number: int, told: CollectFile, table: _SourceTable) -> Source:
    key = f"collect.source.{number}"
    named: list[tuple[Kind, str]] = [(kind, address) for kind in KINDS if (address := getattr(table, kind)) is not None]
    if len(named) != 1:
        raise SetupError(f"{place}: {key!r} names {len(named)} of {', '.join(KINDS)}; it needs one of them.")
    kind, address = named[0]
    if kind in ("feed", "sitemap"):
        _check_address(place, f"{key}.{kind}", address)
    else:
        address = str(_path(place, f"{key}.{kind}", address, is_folder=kind == "warcs"))
    chosen: dict[str, Any] = {}
    for name in _Gentle.model_fields:
        own, general = getattr(table, name), getattr(told, name)
        value = own if own is not None else general
        if value is not None:
            chosen[name] = tuple(value) if isinstance(value, list) else value
    for name in ("include", "exclude", "hosts"):
        if empty := next((value for value in chosen.get(name, ()) if not value.strip()), None):
            raise SetupError(f"{place}: key 'collect.{name}': {empty!r} is empty; leave it out.")
    return Source(table.name or named[0][1], kind, address, **chosen)


def _check_address(place: Path, key: str, address: str) -> None:
    try:
        parts = urlsplit(address)
        is_right = parts.scheme in ("http", "https") and bool(parts.hostname)
        has_password = parts.username is not None or parts.password is not None
    except ValueError:
        is_right = has_password = False
    if not is_right:
        raise SetupError(f"{place}: key {key!r} is {address!r}; give an address that begins with https:// or http://.")
    if has_password:
        raise SetupError(f"{place}: key {key!r} holds a name or password; only public pages are collected.")


def _path(place: Path, key: str, told: str, is_folder: bool) -> Path:
    path = (place.parent / told).resolve()
    if is_folder and path.is_relative_to(place.parent.resolve()):
        raise SetupError(f"{place}: key {key!r}: {path} lies in the corpus, where the build reads it; leave the source out.")
    if is_folder and not path.is_dir():
        raise SetupError(f"{place}: key {key!r}: {path} is no folder; name one, absolute or relative to the corpus.")
    if not is_folder and not path.is_file():
        raise SetupError(f"{place}: key {key!r}: {path} is not there; write it, one address a line.")
    return path


def _fits(patterns: tuple[str, ...], url: str, path: str) -> bool:
    return any(_matches(pattern, path if pattern.startswith("/") else url) for pattern in patterns)


def _matches(pattern: str, text: str) -> bool:
    """Part by part from the left, without going back: an address may be made to keep a regular expression busy for hours."""
    first, *others = pattern.split("*")
    if not others:
        return text == pattern
    if not text.startswith(first):
        return False
    place = len(first)
    for part in others[:-1]:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return text.endswith(others[-1]) and len(text) - len(others[-1]) >= place
