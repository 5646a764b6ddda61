"""The authority: things whose names are known beforehand, read from the tables of raw/reference.

`authorities.csv` lists the things, `aliases.csv` their names with validity, `places.csv` places with
their names in three languages. A name that two things share is left unresolved.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from flows.issues import SetupError
from flows.normalize.fold import fold
from flows.normalize.name_cores import bare_name, core_from_name, scope_from_core
from schemas.contract import codes

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "raw" / "reference"

_COLUMNS = {
    "authorities.csv": ("authority_id", "type", "name", "country", "wikidata_id", "source"),
    "aliases.csv": ("authority_id", "alias", "language", "local", "valid_from", "valid_until", "source"),
    "places.csv": ("place_id", "kind", "country", "within", "en", "ru", "kk", "others", "source"),
}
_WIKIDATA = re.compile("Q[1-9][0-9]*")
_PREFIXES = {"person": "per-", "organization": "org-", "place": "plc-", "law": "law-", "event": "evt-"}


@dataclass(frozen=True, slots=True)
class Known:
    """One thing in the world whose names are known; `kind` and `within` tell of places only."""

    authority_id: str
    type: str
    name: str
    country: str | None = None
    wikidata_id: str | None = None
    kind: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a known thing; a local one ('Government') means it only in documents of its country."""

    authority_id: str
    alias: str
    language: str | None
    local: bool = False
    valid_from: date | None = None
    valid_until: date | None = None

    def had_begun(self, on: date | None) -> bool:
        """No text uses a name before it is given; old names live on after their end."""
        return on is None or self.valid_from is None or self.valid_from <= on


@dataclass(frozen=True)
class Authority:
    """Known things by id, and all their names."""

    things: dict[str, Known]
    aliases: tuple[Alias, ...]

    @cached_property
    def countries(self) -> dict[str, str]:
        """Folded names of countries, with their ISO 3166 codes; of abbreviations those that one country has ('РК')."""
        codes: dict[str, set[str]] = defaultdict(set)
        named: dict[str, str] = {}
        for alias in self.aliases:
            thing = self.things[alias.authority_id]
            if thing.kind == "country" and thing.country:
                codes[fold(alias.alias)].add(thing.country)
                if not alias.local:
                    named[fold(alias.alias)] = thing.country
        return {name: min(found) for name, found in codes.items() if len(found) == 1} | named

    @cached_property
    def _named(self) -> dict[tuple[str, str], tuple[tuple[Alias, str | None], ...]]:
        """By type and core: the names, each with the country that it tells itself."""
        found: dict[tuple[str, str], list[tuple[Alias, str | None]]] = defaultdict(list)
        for alias in self.aliases:
            type = self.things[alias.authority_id].type
            core, country = self._core(type, alias.alias)
            found[type, core].append((alias, country))
        return {key: tuple(names) for key, names in found.items()}

    def _core(self, type: str, name: str) -> tuple[str, str | None]:
        return (fold(bare_name(name)), None) if type in ("person", "place") else core_from_name(name, self.countries)

    def known(self, type: str, name: str, country: str | None = None, on: date | None = None) -> Known | None:
        """The one thing of this type with this name, in a document of this country and day; None when none or several.

        A national body may be named without its country in a document about that country.
        """
        core, told = self._core(type, name)
        told_or_meant = told or (country if _tells_without_country(core) else None)
        fitting = [
            alias
            for alias, of_country in self._named.get((type, core), ())
            if (of_country == told_or_meant if of_country else self._is_of(alias, told, country)) and alias.had_begun(on)
        ]
        ids = {alias.authority_id for alias in fitting}
        if len(ids) > 1 and on:
            ids = {alias.authority_id for alias in fitting if alias.valid_until is None or on <= alias.valid_until} or ids
        if len(ids) > 1 and country:
            ids = {found for found in ids if self.things[found].country == country} or ids
        return self.things[ids.pop()] if len(ids) == 1 else None

    def _is_of(self, alias: Alias, told: str | None, country: str | None) -> bool:
        """Whether an alias that tells no country fits a name that tells one, or a document about one."""
        own = self.things[alias.authority_id].country
        return own == told if told else not alias.local or (own is not None and own == country)


def _tells_without_country(core: str) -> bool:
    """'Federation of Trade Unions' and 'Government' do in a document of their country, 'Bank' and 'Council' don't."""
    return " " in core or scope_from_core(core) == "national"


@cache
def authority_from_folder(folder: Path = DEFAULT_FOLDER) -> Authority:
    """The authority of a folder, read once per process; a bad line ends the build with its place and the mend."""
    things: dict[str, Known] = {}
    aliases: list[Alias] = []
    for line, row in _rows(folder / "authorities.csv"):
        thing = _thing(row, folder / "authorities.csv", line)
        _add(things, thing, folder / "authorities.csv", line)
    bodies = list(things.values())
    for line, row in _rows(folder / "places.csv"):
        place = Known(row["place_id"], "place", row["en"], row["country"] or None, None, row["kind"], row["within"] or None)
        _add(things, place, folder / "places.csv", line)
        names = [(language, row[language]) for language in ("en", "ru", "kk")] + [(None, name) for name in row["others"].split("|")]
        aliases.extend(Alias(place.authority_id, name, language) for language, name in names if name)
    for line, row in _rows(folder / "aliases.csv"):
        if row["authority_id"] not in things:
            raise _bad(folder / "aliases.csv", line, f"no authority or place '{row['authority_id']}': add it or mend the id")
        aliases.append(_alias(row, folder / "aliases.csv", line))
    listed = {(alias.authority_id, alias.alias) for alias in aliases}  # a canonical name with its dates stands among the aliases
    aliases.extend(Alias(thing.authority_id, thing.name, None) for thing in bodies if (thing.authority_id, thing.name) not in listed)
    return Authority(things, tuple(aliases))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a reference table with their line numbers."""
    columns = _COLUMNS[path.name]
    try:
        lines = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise SetupError(f"{path}: cannot be read ({error.strerror}): restore it, or pass another reference folder") from error
    with lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != columns:
            raise SetupError(f"{path}, line 1: the columns must be {','.join(columns)}")
        for row in reader:
            if None in row or None in row.values():
                raise _bad(path, reader.line_num, f"it must have {len(columns)} values; put a name with a comma in quotes")
            yield reader.line_num, row


def _add(things: dict[str, Known], thing: Known, path: Path, line: int) -> None:
    if not thing.authority_id.startswith(_PREFIXES[thing.type]):
        raise _bad(path, line, f"the id '{thing.authority_id}' of a {thing.type} must begin with '{_PREFIXES[thing.type]}'")
    if thing.authority_id in things:
        raise _bad(path, line, f"the id '{thing.authority_id}' stands twice: keep one line")
    if not fold(thing.name):
        raise _bad(path, line, "the name is empty: fill it in")
    if thing.wikidata_id and not _WIKIDATA.fullmatch(thing.wikidata_id):
        raise _bad(path, line, f"'{thing.wikidata_id}' is no Wikidata item: write it as Q1065, or leave it empty")
    things[thing.authority_id] = thing


def _thing(row: dict[str, str], path: Path, line: int) -> Known:
    if row["type"] not in codes("entity_types"):
        raise _bad(path, line, f"the type '{row['type']}' must be one of {', '.join(codes('entity_types'))}")
    return Known(row["authority_id"], row["type"], row["name"], row["country"] or None, row["wikidata_id"] or None)


def _alias(row: dict[str, str], path: Path, line: int) -> Alias:
    if not fold(row["alias"]) or row["local"] not in ("", "yes"):
        raise _bad(path, line, "the alias must not be empty, and local must be 'yes' or empty")
    return Alias(
        row["authority_id"],
        row["alias"],
        row["language"] or None,
        row["local"] == "yes",
        _day(row["valid_from"], path, line),
        _day(row["valid_until"], path, line),
    )


def _day(text: str, path: Path, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _bad(path, line, f"'{text}' is no day: write it as 1995-08-30") from error


def _bad(path: Path, line: int, mend: str) -> SetupError:
    return SetupError(f"{path}, line {line}: {mend}")
