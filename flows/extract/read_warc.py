"""The parts of a web archive: what servers answered, with the address it came from."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from flows.extract.parts import Budget, Part, bytes_from_document, told_error
from flows.extract.reading import Metadata
from flows.extract.unreadable import UnreadableError
from flows.issues import Issue

# Media types that a server may declare for a document; text/css and scripts are text by their bytes, so the
# declaration decides. What the bytes are is found again from them.
DOCUMENT_TYPES = (
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "application/pdf", "message/rfc822",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/octet-stream", "",
)  # fmt: skip
_WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_RECORD_END = b"\r\n\r\n"  # WARC 1.1, section 4


class _Source:
    """The stream as fastwarc asks for it (it wants the place too), keeping how it ended."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0
        self._tail = b""
        self.has_ended = False

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.has_ended = not data
        self._place += len(data)
        self._tail = (self._tail + data)[-len(_RECORD_END) :]
        return data

    def tell(self) -> int:
        return self._place

    @property
    def is_cut(self) -> bool:
        return self.has_ended and self._tail != _RECORD_END


def parts_from_warc(part: Part, budget: Budget) -> Iterator[Part | Issue]:
    """The documents among the records; a note tells how many others there were, and of what kind."""
    passed_over: Counter[str] = Counter()
    source = _Source(part.stream)
    for number, record in enumerate(_records(source), start=1):
        if reason := _not_a_document(record):
            passed_over[reason] += 1
        else:
            yield _part_from_record(part, record, number, source, budget)
    if source.is_cut:
        message = "The web archive ends within a record; the whole records before were read. Fetch the file again."
        yield Issue("refused", "warc-truncated", message, raw_path=part.member)
    if passed_over:
        message = "Web archive records passed over: " + ", ".join(f"{count} of {reason}" for reason, count in sorted(passed_over.items()))
        yield Issue("note", "warc-records-passed-over", message, raw_path=part.member)


def _records(source: _Source) -> Iterator[WarcRecord]:
    # Gzip is undone before (archives.py), where it is paid for.
    records = ArchiveIterator(cast(BinaryIO, source), record_types=_WANTED, parse_http=True, auto_decode="all", stream_detect=False)
    try:
        yield from records
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreadableError("warc-broken", f"The web archive is damaged ({told_error(error)}); the records before were read.") from error


def _not_a_document(record: WarcRecord) -> str | None:
    if record.is_http and record.http_headers is not None and record.http_headers.status_code not in (200, 203, 206, None):
        return f"status {record.http_headers.status_code}"
    declared = (_content_type(record) or "").partition(";")[0].strip().lower()
    return None if declared in DOCUMENT_TYPES else f"type {declared}"


def _content_type(record: WarcRecord) -> str | None:
    if not record.is_http:
        return str(record.headers.get("Content-Type") or "")
    return record.http_content_type if record.http_headers is not None else None


def _part_from_record(part: Part, record: WarcRecord, number: int, source: _Source, budget: Budget) -> Part | Issue:
    identity = (record.headers.get("WARC-Record-ID") or "").strip("<> ") or str(number)
    place = f"{part.member}#{identity}"
    length = record.content_length
    try:
        data = bytes_from_document(cast(BinaryIO, record.reader), budget.limits)
    except UnreadableError as error:
        return Issue("refused", error.code, error.message, raw_path=place)
    except (OSError, ValueError, RuntimeError) as error:
        return Issue("refused", "warc-record-broken", f"The record can't be unpacked ({told_error(error)}).", raw_path=place)
    if _is_cut(record, source, length, len(data)):
        return Issue("refused", "warc-record-truncated", "The web archive ends within this record.", raw_path=place)
    return Part(
        io.BytesIO(data),
        place,
        charset=record.http_charset if record.is_http and record.http_headers is not None else None,
        metadata=Metadata(url=record.headers.get("WARC-Target-URI"), retrieved_at=record.headers.get("WARC-Date")),
    )


def _is_cut(record: WarcRecord, source: _Source, length: int, found: int) -> bool:
    """fastwarc gives what there is of a record that the file's end cuts."""
    headers = record.http_headers if record.is_http else None
    if headers is not None and (headers.get("Content-Encoding") or headers.get("Transfer-Encoding")):
        # Unpacked bytes don't compare; the record's own header is left out of the sum, a few hundred bytes.
        return source.has_ended and record.stream_pos + int(record.headers.get("Content-Length") or 0) > source.tell()
    return found < length
