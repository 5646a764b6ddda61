"""A part: one piece of a file on its way to being a document, and how its bytes may be read."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

from flows.extract.corpus import Limits
from flows.extract.reading import Metadata
from flows.extract.unreadable import UnreadableError

MEGABYTE = 1 << 20
# Below this an archive may pack as tightly as it likes: a page of spaces is no bomb.
HARMLESS = 16 * MEGABYTE
BUFFER = 1 << 16
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")  # of an object in memory, as repr tells it


class SpentError(UnreadableError):
    """A file unpacked to more than it may: nothing more of it is read."""


@dataclass(slots=True)
class Budget:
    """Bytes that one raw file may still unpack to, all its layers together; headers are never asked."""

    limits: Limits
    size: int  # of the raw file
    spent: int = 0

    def spend(self, count: int) -> None:
        self.spent += count
        if self.spent > self.allowed:
            what = (
                f"more than {self.limits.archive_megabytes} MB"
                if self.is_capped
                else f"more than {self.limits.archive_ratio} times its size"
            )
            key = "archive_megabytes" if self.is_capped else "archive_ratio"
            raise SpentError("archive-bomb", f"It unpacks to {what}; if it is sound, raise [limits] {key} in corpus.toml.")

    @property
    def is_capped(self) -> bool:
        return self.limits.archive_ratio * self.size > self.limits.archive_megabytes * MEGABYTE

    @property
    def allowed(self) -> int:
        return min(max(self.limits.archive_ratio * self.size, HARMLESS), self.limits.archive_megabytes * MEGABYTE)

    @property
    def is_spent(self) -> bool:
        return self.spent > self.allowed


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes not yet read, where they stand in the file, and what their container tells of them.

    `form` is how to read them where the container knows, else found from the bytes. For a record or a
    mail the bytes are its body only: `media_type`, `raw_unit` and `content_sha256` are then those of the whole.
    """

    stream: BinaryIO
    member: str = ""
    name: str = ""
    form: str | None = None
    charset: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    media_type: str | None = None
    raw_unit: str | None = None
    content_sha256: str | None = None


class Unpacking(io.RawIOBase):
    """A stream that pays for what it gives from a budget and tells of broken packing in our own words."""

    def __init__(self, packed: BinaryIO, budget: Budget) -> None:
        self._packed = packed
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._packed.read(len(buffer))
        except EOFError as error:
            raise UnreadableError("archive-truncated", "The packed data end too early; fetch the file again.") from error
        except (gzip.BadGzipFile, zlib.error, zipfile.BadZipFile) as error:
            raise UnreadableError("archive-broken", f"The packed data are damaged ({told_error(error)}); fetch the file again.") from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class Rewound(io.RawIOBase):
    """A stream whose first bytes were read already to see what it is, from its start again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not len(self._head):
            data = self._rest.read(len(buffer))
        else:
            data = bytes(self._head[: len(buffer)])
            self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def buffered(stream: io.RawIOBase) -> BinaryIO:
    return io.BufferedReader(stream, BUFFER)


def bytes_from_document(stream: BinaryIO, limits: Limits) -> bytes:
    """All bytes of one document; a larger one than the corpus allows is not read to its end."""
    largest = limits.document_megabytes * MEGABYTE
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise too_large(limits)
    return data


def told_error(error: BaseException) -> str:
    """What an error says, less what differs from machine to machine: paths of this one, addresses in its memory."""
    reason = error.strerror if isinstance(error, OSError) else None
    return reason or _ADDRESS.sub("", str(error))


def too_large(limits: Limits) -> UnreadableError:
    return UnreadableError(
        "document-too-large",
        f"It is larger than {limits.document_megabytes} MB; split it or raise [limits] document_megabytes in corpus.toml.",
    )
