"""The parts of a web archive: what servers answered, with the address it came from."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from flows.extract.parts import Budget, Part, bytes_from_document
from flows.extract.reading import Metadata
from flows.extract.unreadable import UnreadableError
from flows.issues import Issue

# Media types that a server may declare for a document; text/css and scripts are text by their bytes, so the
# declaration decides. What the bytes are is found again from them.
_DOCUMENT_TYPES = (
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "application/pdf", "message/rfc822",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/octet-stream", "",
)  # fmt: skip
_WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion


def parts_from_warc(part: Part, budget: Budget) -> Iterator[Part | Issue]:
    """The documents among the records; a note tells how many others there were, and of what kind."""
    passed_over: Counter[str] = Counter()
    records = ArchiveIterator(part.stream, record_types=_WANTED, parse_http=True, auto_decode="all", stream_detect=False)
    number = 0
    try:
        for number, record in enumerate(records, start=1):
            if reason := _not_a_document(record):
                passed_over[reason] += 1
            else:
                yield _part_from_record(part, record, number, budget)
    except UnreadableError:
        raise
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        message = f"The web archive is damaged after record {number} ({error}); the records before were read."
        yield Issue("refused", "warc-broken", message, raw_path=part.member)
    if passed_over:
        message = "Records passed over: " + ", ".join(f"{count} of {reason}" for reason, count in sorted(passed_over.items()))
        yield Issue("note", "warc-records-passed-over", message, raw_path=part.member)


def _not_a_document(record: WarcRecord) -> str | None:
    if record.is_http and record.http_headers is not None and record.http_headers.status_code not in (200, 203, 206, None):
        return f"status {record.http_headers.status_code}"
    declared = _declared(record)
    return None if declared in _DOCUMENT_TYPES else f"type {declared}"


def _declared(record: WarcRecord) -> str:
    content_type = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (content_type or "").partition(";")[0].strip().lower()


def _part_from_record(part: Part, record: WarcRecord, number: int, budget: Budget) -> Part | Issue:
    identity = (record.headers.get("WARC-Record-ID") or "").strip("<> ") or str(number)
    place = f"{part.member}#{identity}"
    length = record.content_length
    try:
        data = bytes_from_document(record.reader, budget.limits)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        return Issue("refused", "warc-record-broken", f"The record can't be unpacked ({error}).", raw_path=place)
    except UnreadableError as error:
        return Issue("refused", error.code, error.message, raw_path=place)
    return Part(
        io.BytesIO(data),
        place,
        charset=record.http_charset if record.is_http else None,
        metadata=Metadata(url=record.headers.get("WARC-Target-URI")),
    )
