"""Answers <-> records of a web archive (WARC 1.1, ISO 28500): a metadata record, then the response byte for byte.

The metadata record tells which address was asked (the response bears the one that answered, after redirects) and which
source named it, so that all that must not be lost can be read out of the archives again.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from flows.collect.answers import Answer


@dataclass(frozen=True, slots=True)
class Kept:
    """One page in an archive."""

    url: str  # that was asked
    final_url: str
    source: str
    record_id: str
    at: str
    sha256: str  # of the page, unpacked
    etag: str | None
    last_modified: str | None


def page_records(answer: Answer, url: str, source: str) -> tuple[bytes, str]:
    """The two records of a page, each its own gzip member, and the id of the second."""
    record_id = _urn()
    about = _record(WarcRecordType.metadata, "application/warc-fields", _fields(asked=url, source=source))
    about.headers["WARC-Concurrent-To"] = f"<{record_id}>"
    about.headers["WARC-Target-URI"] = answer.url
    response = _record(WarcRecordType.response, "application/http;msgtype=response", answer.block, record_id)
    response.headers["WARC-Target-URI"] = answer.url
    response.headers["WARC-IP-Address"] = answer.address
    response.headers["WARC-Payload-Digest"] = "sha1:" + base64.b32encode(hashlib.sha1(answer.body).digest()).decode()
    for record in (about, response):
        record.headers["WARC-Date"] = f"{answer.asked_at:%Y-%m-%dT%H:%M:%SZ}"
    return _packed(about) + _packed(response), record_id


def info_record(name: str, user_agent: str, date: str) -> bytes:
    """The first record of an archive: who made it and how."""
    told = _fields(software=user_agent, format="WARC File Format 1.1", robots="obey", conformsTo="ISO 28500:2017")
    record = _record(WarcRecordType.warcinfo, "application/warc-fields", told)
    record.headers["WARC-Filename"] = name
    record.headers["WARC-Date"] = date
    return _packed(record)


def kept_from_archive(path: Path) -> Iterator[Kept]:
    """The pages of an archive of ours, in order; one without metadata record (not ours) gives none."""
    about: dict[str, dict[str, str]] = {}
    wanted = WarcRecordType.metadata | WarcRecordType.response
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True, auto_decode="all"):
            body = record.reader.read() if record.reader else b""
            if record.record_type == WarcRecordType.metadata:
                about[_bare(record.headers.get("WARC-Concurrent-To"))] = _told(body)
                continue
            record_id, headers = _bare(record.headers.get("WARC-Record-ID")), record.http_headers
            told = about.pop(record_id, None)
            if told and headers is not None:
                yield Kept(
                    url=told["asked"],
                    final_url=str(record.headers.get("WARC-Target-URI")),
                    source=told["source"],
                    record_id=record_id,
                    at=str(record.headers.get("WARC-Date")),
                    sha256=hashlib.sha256(body).hexdigest(),
                    etag=headers.get("ETag"),
                    last_modified=headers.get("Last-Modified"),
                )


def _record(kind: WarcRecordType, media_type: str, content: bytes, record_id: str | None = None) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind, (record_id or _urn()).removeprefix("urn:").encode())
    record.headers["Content-Type"] = media_type
    record.set_bytes_content(content)
    return record


def _packed(record: WarcRecord) -> bytes:
    packed = io.BytesIO()
    writer = GzipWriter(packed)
    record.write(writer, checksum_data=True)
    writer.finish()
    return packed.getvalue()


def _urn() -> str:
    return f"urn:uuid:{uuid4()}"


def _bare(record_id: str | None) -> str:
    return (record_id or "").strip("<> ")


def _fields(**told: str) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode()


def _told(block: bytes) -> dict[str, str]:
    lines = block.decode("utf-8", "replace").split("\r\n")
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
