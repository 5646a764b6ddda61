"""Shards: many records in few files, so that a page fetches one small file and a disk holds no million of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

HEX_DIGITS = 4  # of an id at most: 65,536 files


def digits_for(records: int, per_shard: int) -> int:
    """How many hexadecimal digits of its id name the shard of a record, for at most so many records in a shard."""
    return next((digits for digits in range(HEX_DIGITS) if records <= per_shard * 16**digits), HEX_DIGITS)


def digits_of(record_id: str, digits: int) -> str:
    """The digits of an id (`doc-8420…`) that name its shard; `all` when one shard holds everything."""
    return record_id.partition("-")[2][:digits] or "all"


def id_ranges(kind: str, records: int, per_range: int) -> list[tuple[str, str]]:
    """Ranges of ids, first and one after the last, each of which fits in memory."""
    digits = digits_for(records, per_range)
    starts = [f"{kind}-{number:0{digits}x}" if digits else f"{kind}-" for number in range(16**digits)]
    return list(zip(starts, [*starts[1:], f"{kind}-g"], strict=True))


def write_packed(path: Path, text: str) -> None:
    """Compressed without a name or time in it: the same text gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=6, mtime=0))


def write_json(path: Path, value: Any) -> None:
    write_packed(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def write_shards(folder: Path, digits: int, records: Iterable[tuple[str, str]]) -> None:
    """One file per shard from (id, JSON) in the order of the ids: an object of the records by id."""
    for shard, members in groupby(records, key=lambda record: digits_of(record[0], digits)):
        write_packed(folder / f"{shard}.json.gz", _object(members))


def _object(members: Iterator[tuple[str, str]]) -> str:
    return "{" + ",\n".join(f"{json.dumps(record_id)}:{text}" for record_id, text in members) + "}"
