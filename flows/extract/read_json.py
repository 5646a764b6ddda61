"""The parts of a JSON file: records that a scraper has written, one document each."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flows.extract.encodings import text_from_bytes
from flows.extract.json_fields import id_from_record, leftover_from_record, metadata_from_record, text_from_record
from flows.extract.media_types import HTML, JSON, JSON_LINES, TEXT, is_html
from flows.extract.parts import MEGABYTE, Budget, Part, bytes_from_document, too_large
from flows.extract.unreadable import UnreadableError
from flows.issues import Issue

_DECODER = json.JSONDecoder()


@dataclass(slots=True)
class _File:
    """What is remembered of a file from one record to the next."""

    part: Part
    fields: Mapping[str, str]
    media_type: str
    unread: set[str] = field(default_factory=set)


def parts_from_json(part: Part, budget: Budget, fields: Mapping[str, str]) -> Iterator[Part | Issue]:
    """One part a record; lines are read one by one, other JSON at once. `fields` maps our fields to theirs."""
    largest = budget.limits.document_megabytes * MEGABYTE
    first = part.stream.readline(largest + 1)
    if part.form == JSON_LINES or (_is_object(first) and part.stream.peek(1)):  # type: ignore[attr-defined]
        file = _File(part, fields, JSON_LINES)
        yield from _records_from_lines(file, first, budget, largest)
    else:
        if len(first) > largest:
            raise too_large(budget.limits)
        file = _File(part, fields, JSON)
        yield from _records_from_text(file, first + bytes_from_document(part.stream, budget.limits))
    if file.unread:
        message = "Fields not read: " + ", ".join(sorted(file.unread)) + "; [fields] in corpus.toml maps those that matter."
        yield Issue("note", "record-fields-unread", message, raw_path=part.member)


def _records_from_lines(file: _File, first: bytes, budget: Budget, largest: int) -> Iterator[Part | Issue]:
    line, number = first, 0
    while line:
        number += 1
        if len(line) > largest:
            yield Issue("refused", "document-too-large", too_large(budget.limits).message, raw_path=f"{file.part.member}#{number}")
            while line and not line.endswith(b"\n"):
                line = file.part.stream.readline(largest)
        elif line.strip():
            yield _part_from_line(file, line.strip(), number)
        line = file.part.stream.readline(largest + 1)


def _part_from_line(file: _File, line: bytes, number: int) -> Part | Issue:
    try:
        record = json.loads(text_from_bytes(line, "utf-8").text)
    except (ValueError, RecursionError, UnreadableError) as error:
        message = f"Line {number} is no JSON ({error}); the other lines were read."
        return Issue("refused", "record-broken", message, raw_path=f"{file.part.member}#{number}")
    return _part_from_record(file, record, number, line)


def _records_from_text(file: _File, data: bytes) -> Iterator[Part | Issue]:
    """A list of records, an object that holds one, a single record, or several values one after the other."""
    text = text_from_bytes(data).text
    place = _after_space(text, 0)
    is_list = text.startswith("[", place)
    place += is_list
    number = 0
    while (place := _after_space(text, place, " \t\r\n," if number else " \t\r\n")) < len(text) and not text.startswith("]", place):
        number += 1
        try:
            record, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            message = f"The JSON is damaged at record {number} ({error}); the records before were read."
            yield Issue("refused", "json-broken", message, raw_path=file.part.member)
            return
        is_alone = number == 1 and not is_list and _after_space(text, end) == len(text)
        if is_alone and (inner := _records_within(record)) is not None:
            for index, one in enumerate(inner, start=1):
                yield _part_from_record(file, one, index, json.dumps(one, ensure_ascii=False).encode("utf-8", "replace"))
        else:
            yield _part_from_record(file, record, 0 if is_alone else number, text[place:end].encode("utf-8", "replace"))
        place = end
    if is_list and not text.startswith("]", place):
        message = "The JSON list is not closed; the records it holds were read. Fetch the file again."
        yield Issue("warning", "json-truncated", message, raw_path=file.part.member)


def _after_space(text: str, place: int, space: str = " \t\r\n") -> int:
    while place < len(text) and text[place] in space:
        place += 1
    return place


def _records_within(record: Any) -> list[Any] | None:
    """The records of an answer of a web service: the one list of objects in an object that has no text of its own."""
    if not isinstance(record, dict) or text_from_record(record, {}) is not None:
        return None
    lists = [value for value in record.values() if isinstance(value, list) and value and all(isinstance(one, dict) for one in value)]
    return lists[0] if len(lists) == 1 else None


def _part_from_record(file: _File, record: Any, number: int, source: bytes) -> Part | Issue:
    """The record's text as a part; number 0 is the only record of a file, which stands for the file."""
    place = file.part.member
    if number:
        identity = id_from_record(record, file.fields) if isinstance(record, dict) else None
        place += f"#{identity if identity is not None else number}"
    text = text_from_record(record, file.fields) if isinstance(record, dict) else None
    if text is None or not text.strip():
        message = "The record has no text; [fields] text in corpus.toml names the field that holds it."
        return Issue("refused", "record-without-text", message, raw_path=place)
    file.unread |= leftover_from_record(record, file.fields)
    return Part(
        # Lone surrogates ("\ud800" in the JSON) are no characters and can't be stored.
        io.BytesIO(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")),
        place,
        form=HTML if is_html(text) else TEXT,
        charset="utf-8",
        metadata=metadata_from_record(record, file.fields),
        media_type=file.media_type,
        raw_unit="record",
        content_sha256=sha256(source).hexdigest(),
    )


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
