"""Records -> archives in collected/, whole whenever a process dies: what has its last name is finished.

A record is one write of whole gzip members to `.collect/<name>.part`; a file is flushed to disk, then renamed. Of a run
that was killed, the next one keeps the whole members and cuts off the rest.
"""

from __future__ import annotations

import os
import threading
import zlib
from datetime import datetime
from pathlib import Path

from flows.collect.answers import MEGABYTE, Answer
from flows.collect.records import info_record, page_records
from flows.collect.trouble import RefusedError
from flows.disk import flush
from flows.extract.collected import COLLECTED, WORKING

SUFFIX = ".warc.gz"
PART = ".part"
SYNC_SECONDS = 5.0  # of work that a power cut may cost; a kill costs none
_CHUNK = 1 << 20
# A page that packs as no text does would make the build refuse the whole archive (archive_ratio in [limits], 200).
HARMLESS = 1 << 20
MOST_RATIO = 100


class Archives:
    """The archives of one run of one corpus, a new one after each `megabytes` (of unpacked answers)."""

    def __init__(self, folder: Path, started: datetime, user_agent: str, megabytes: float) -> None:
        self._folder = folder
        self._stamp = f"{started:%Y%m%dT%H%M%SZ}"
        self._date = f"{started:%Y-%m-%dT%H:%M:%SZ}"
        self._user_agent = user_agent
        self._most = int(megabytes * MEGABYTE)
        self._lock = threading.Lock()
        self._handle: int | None = None
        self._name = ""
        self._number = 0
        self._size = 0
        self._synced_at = 0.0
        self.finished: list[str] = []

    def keep(self, answer: Answer, url: str, source: str) -> str:
        """Write the page; its place in the corpus folder. Raises RefusedError for what would spoil the archive, OSError."""
        records, record_id = page_records(answer, url, source)
        if len(answer.block) > HARMLESS and len(answer.block) > MOST_RATIO * len(records):
            raise RefusedError(f"is padding: it packs to less than a {MOST_RATIO}th, and the build takes such archives for bombs")
        with self._lock:
            if self._handle is not None and self._size + len(answer.block) > self._most:
                self._finish()
            if self._handle is None:
                self._begin()
            self._write(records)
            self._size += len(answer.block)
            self._sync_sometimes(answer.asked_at.timestamp() + answer.seconds)
            return f"{COLLECTED}/{self._name}#{record_id}"

    def close(self) -> None:
        with self._lock:
            if self._handle is not None:
                self._finish()

    def _begin(self) -> None:
        (self._folder / WORKING).mkdir(exist_ok=True)
        while True:
            self._name = f"{self._stamp}-{self._number:03d}{SUFFIX}"
            self._number += 1
            if not (self._folder / COLLECTED / self._name).exists():
                break
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
        self._handle = os.open(self._folder / WORKING / (self._name + PART), flags, 0o644)
        self._size = 0
        self._write(info_record(self._name, self._user_agent, self._date))

    def sync(self) -> None:
        """What was kept so far is on disk; whoever notes it elsewhere does so after this."""
        with self._lock:
            if self._handle is not None:
                os.fsync(self._handle)

    def _write(self, data: bytes) -> None:
        assert self._handle is not None
        before = os.fstat(self._handle).st_size
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._handle, view) :]
        except OSError:  # a full disk: what is whole stays whole
            os.ftruncate(self._handle, before)
            raise

    def _sync_sometimes(self, now: float) -> None:
        if now - self._synced_at > SYNC_SECONDS:
            assert self._handle is not None
            os.fsync(self._handle)
            self._synced_at = now

    def _finish(self) -> None:
        assert self._handle is not None
        os.fsync(self._handle)
        os.close(self._handle)
        self._handle = None
        publish_part(self._folder, self._name)
        self.finished.append(self._name)


def publish_part(folder: Path, name: str) -> None:
    """The part, already on disk, gets its name; both folders remember it after a power cut."""
    (folder / COLLECTED).mkdir(exist_ok=True)
    (folder / WORKING / (name + PART)).rename(folder / COLLECTED / name)
    for changed in (folder / COLLECTED, folder / WORKING, folder):
        flush(changed)


def salvage_parts(folder: Path) -> list[str]:
    """Finish what a killed run left; the names of the archives that were saved."""
    saved: list[str] = []
    for part in sorted((folder / WORKING).glob(f"*{SUFFIX}{PART}")):
        whole, members = _whole_length(part)
        if members < 2:  # nothing, or no more than the record about the archive itself
            part.unlink()
            continue
        with part.open("r+b") as stream:
            stream.truncate(whole)
            os.fsync(stream.fileno())
        name = part.name.removesuffix(PART)
        publish_part(folder, name)
        saved.append(name)
    return saved


def _whole_length(path: Path) -> tuple[int, int]:
    """Bytes up to the end of the last whole gzip member, and how many members there are."""
    whole = members = place = 0
    with path.open("rb") as stream:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while data := stream.read(_CHUNK):
            while data:
                try:
                    unpacker.decompress(data)
                except zlib.error:
                    return whole, members
                place += len(data) - len(unpacker.unused_data)
                data = b""
                if unpacker.eof:
                    whole, members, data = place, members + 1, unpacker.unused_data
                    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    return whole, members
