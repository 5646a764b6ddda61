"""Mentions of made-up documents: people, bodies and places that come back as those of news do.

A few things are named often and most seldom (Zipf); every document brings about one new person; names are spelled in the ways of Kazakh,
Russian and English; bodies have acronyms, which some documents alone use; surnames and 'the Congress' are bound to their document.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.ids import mint_id
from flows.normalize.authority import authority_from_folder
from flows.normalize.entity_keys import entity_key
from schemas.contract import DAY, TEXT, table_from_rows
from schemas.handoffs import LOCAL_TABLES

GIVEN = [
    "Aidar",
    "Aigul",
    "Aidyn",
    "Aigerim",
    "Alibek",
    "Aliya",
    "Alma",
    "Almas",
    "Aman",
    "Anara",
    "Anna",
    "Arman",
    "Asel",
    "Askar",
    "Asset",
    "Azamat",
    "Bakyt",
    "Bauyrzhan",
    "Berik",
    "Bolat",
    "Botagoz",
    "Dana",
    "Daniyar",
    "Darkhan",
    "Dauren",
    "Dinara",
    "Dmitry",
    "Elena",
    "Erlan",
    "Gaukhar",
    "Gulnara",
    "Ilyas",
    "Irina",
    "Kairat",
    "Kanat",
    "Karim",
    "Laura",
    "Lyazzat",
    "Madina",
    "Manat",
    "Marat",
    "Marina",
    "Maksat",
    "Mikhail",
    "Murat",
    "Nadezhda",
    "Nazym",
    "Nikolai",
    "Nurlan",
    "Nurgul",
    "Olga",
    "Olzhas",
    "Rustem",
    "Ruslan",
    "Sabit",
    "Saule",
    "Sergei",
    "Serik",
    "Svetlana",
    "Talgat",
    "Tamara",
    "Timur",
    "Vladimir",
    "Yerbol",
    "Yerzhan",
    "Zarina",
    "Zhanar",
    "Zhanna",
    "Zhandos",
    "Zhomart",
]
FIRST = [
    "Abdi",
    "Abil",
    "Ai",
    "Ak",
    "Al",
    "Aman",
    "Ar",
    "As",
    "Ata",
    "Bai",
    "Bek",
    "Ber",
    "Bol",
    "Dau",
    "Dos",
    "Duis",
    "Er",
    "Esen",
    "Ib",
    "Is",
    "Jan",
    "Kal",
    "Kazh",
    "Kan",
    "Ken",
    "Kos",
    "Kul",
    "Kur",
    "Mak",
    "Mam",
    "Mur",
    "Myrza",
    "Nur",
    "Ora",
    "Os",
    "Rakh",
    "Sad",
    "Sak",
    "San",
    "Sar",
    "Seit",
    "Shai",
    "Sul",
    "Tas",
    "Tem",
    "Tol",
    "Tuleg",
    "Umir",
    "Us",
    "Zhak",
    "Zhum",
]
SECOND = ["bek", "bai", "gali", "ken", "khan", "kul", "mag", "man", "mat", "mukh", "nur", "rash", "sal", "tai", "tas", "zhan"]
LAST = ("ov", "ova", "ev", "eva", "bayev", "bayeva")
KINDS = ["Association", "Center", "Company", "Federation", "Foundation", "Institute", "Plant", "Trade Union", "University"]
MATTERS = [
    "Bakers",
    "Builders",
    "Chemical Workers",
    "Drivers",
    "Education Workers",
    "Electricians",
    "Energy",
    "Farmers",
    "Health Workers",
    "Journalists",
    "Metallurgists",
    "Miners",
    "Oil Workers",
    "Postal Workers",
    "Railway Workers",
    "Seamstresses",
    "Teachers",
    "Textile Workers",
    "Water Supply",
    "Young Specialists",
]
SPELLINGS = (("zh", "j"), ("Zh", "J"), ("kh", "h"), ("y", "i"), ("ss", "s"), ("ayev", "aev"), ("k", "q"), ("ai", "ay"), ("u", "ou"))
DAY_ONE = date(2015, 1, 1)
PER_PART = 500


def write_mentions(stage: Path, count: int, write_part: Callable[[Path, str, str, pa.Table], None]) -> int:
    """Stage the mentions of so many documents and the documents' dates; the number of mentions."""
    days = pa.schema([("document_id", TEXT), ("published_from", DAY), ("published_until", DAY)])
    written = 0
    for part, first in enumerate(range(0, count, PER_PART)):
        documents = [_document(number) for number in range(first, min(count, first + PER_PART))]
        rows = [row for document in documents for row in _mentions(document, count)]
        write_part(stage, "mentions", f"{part:05}", table_from_rows(LOCAL_TABLES["mentions"], rows))
        write_part(stage, "documents", f"{part:05}", pa.Table.from_pylist(documents, days))
        written += len(rows)
    return written


def _document(number: int) -> dict[str, Any]:
    day = DAY_ONE + timedelta(days=number % 4000)
    return {"document_id": mint_id("doc", number), "published_from": day, "published_until": day}


def _mentions(document: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(document["document_id"])
    place = 0
    for kind, name, texts, bound in _named(chance, count):
        key = _key(kind, name) if not bound else entity_key(kind, name, authority_from_folder(), document_id=document["document_id"])
        for text in texts:
            yield {
                "mention_id": mint_id("men", document["document_id"], place), "document_id": document["document_id"], "entity_key": key,
                "entity_type": kind, "entity_name": name, "text": text, "char_start": place, "char_end": place + len(text),
                "confidence": 0.9, "method": "generated",
            }  # fmt: skip
            place += len(text) + 1


def _named(chance: random.Random, count: int) -> Iterator[tuple[str, str, list[str], bool]]:
    """Type, fullest name, the names in the text, and whether only the document tells who is meant."""
    for _ in range(chance.randint(1, 4)):
        name = _spelled(_person(_zipf(chance, count)), chance)
        yield "person", name, [name, *[name.split()[1]] * chance.randint(0, 3)], False
    for _ in range(chance.randint(1, 3)):
        name, acronym = _body(_zipf(chance, 200 + count // 5))
        if chance.random() < 0.15:
            yield "organization", acronym, [acronym], False
        else:
            yield "organization", name, [name, *[acronym] * chance.randint(0, 2)], False
    places = _places()
    for _ in range(chance.randint(1, 3)):
        name = places[_zipf(chance, len(places))]
        yield "place", name, [name], False
    if chance.random() < 0.4:
        yield "person", _person(chance.randrange(count)).split()[1], ["Mr"], True
    if chance.random() < 0.3:
        yield "event", "Congress", ["Congress"], True


def _zipf(chance: random.Random, count: int) -> int:
    """A rank below `count`, each half as likely as one half its size."""
    return min(int(count ** chance.random()), count) - 1


@cache
def _person(number: int) -> str:
    chance = random.Random(f"person {number}")
    return f"{chance.choice(GIVEN)} {chance.choice(FIRST)}{chance.choice(SECOND)}{chance.choice(LAST)}"


def _spelled(name: str, chance: random.Random) -> str:
    """The name as it is, or one way of spelling changed."""
    fitting = [(plain, other) for plain, other in SPELLINGS if plain in name]
    return name.replace(*chance.choice(fitting), 1) if fitting and chance.random() < 0.3 else name


@cache
def _body(number: int) -> tuple[str, str]:
    chance = random.Random(f"body {number}")
    name = f"{chance.choice(FIRST)}{chance.choice(SECOND)} {chance.choice(KINDS)} of {chance.choice(MATTERS)}"
    return name, "".join(word[0] for word in name.split() if word[0].isupper()) + chance.choice("ABCDEFGHKLMNOPRSTUVXZ")


@cache
def _places() -> list[str]:
    return sorted(thing.name for thing in authority_from_folder().things.values() if thing.type == "place")


@cache
def _key(kind: str, name: str) -> str:
    return entity_key(kind, name, authority_from_folder())
