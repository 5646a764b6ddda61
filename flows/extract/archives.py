"""The parts of a gzip or zip archive, unpacked as a stream and paid from the file's budget."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from flows.extract.media_types import DOCX, ZIP, media_type_from_names
from flows.extract.parts import Budget, Part, Unpacking, buffered, bytes_from_document, told_error
from flows.extract.unreadable import UnreadableError
from flows.issues import Issue

_ENCRYPTED = 0x1  # general purpose flag, APPNOTE.TXT 4.4.4
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack a block at once, whatever its size


def parts_from_gzip(part: Part, budget: Budget) -> Iterator[Part]:
    """The one file inside, in the archive's own place."""
    packed = cast(BinaryIO, gzip.GzipFile(fileobj=part.stream, mode="rb"))
    name = part.name[:-3] if part.name.lower().endswith(".gz") else part.name
    yield Part(buffered(Unpacking(packed, budget)), member=part.member, name=name, charset=part.charset, metadata=part.metadata)


def parts_from_zip(part: Part, budget: Budget) -> Iterator[Part | Issue]:
    """Its members in the order of its directory; a DOCX is a zip too and comes back as one part."""
    stream = part.stream if part.stream.seekable() else io.BytesIO(bytes_from_document(part.stream, budget.limits))
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableError("archive-broken", f"The zip archive is damaged ({told_error(error)}); fetch the file again.") from error
    with archive:
        kind = media_type_from_names(archive.namelist())
        if kind == DOCX:
            yield _word_file(part, archive, stream, budget)
        elif kind != ZIP:
            raise UnreadableError("format-unsupported", f"No reader opens {kind}; save the document as PDF, DOCX or text.")
        else:
            yield from _members(part, archive, budget)


def _word_file(part: Part, archive: zipfile.ZipFile, stream: BinaryIO, budget: Budget) -> Part:
    """zipfile gives no more of a member than its header says, so here the headers may be summed up."""
    budget.spend(sum(info.file_size for info in archive.infolist()))
    stream.seek(0)
    return Part(stream, part.member, part.name, DOCX, metadata=part.metadata)


def _members(part: Part, archive: zipfile.ZipFile, budget: Budget) -> Iterator[Part | Issue]:
    seen: set[str] = set()
    encrypted = hidden = 0
    for count, info in enumerate(archive.infolist(), start=1):
        if count > budget.limits.archive_members:
            message = f"It holds more than {budget.limits.archive_members} members; raise [limits] archive_members in corpus.toml."
            raise UnreadableError("archive-members-too-many", message)
        name = info.filename
        if info.is_dir():
            continue
        if problem := _problem(info, seen):
            yield Issue("refused", *problem, raw_path=f"{part.member}/{name}")
        elif any(step.startswith(".") or step == "__MACOSX" for step in name.split("/")):
            hidden += 1
        elif info.flag_bits & _ENCRYPTED:
            encrypted += 1
        else:
            seen.add(name)
            yield from _member(part, archive, info, budget)
    if hidden:
        message = f"{hidden} hidden members (system files, resource forks) were not read."
        yield Issue("note", "archive-members-hidden", message, raw_path=part.member)
    if encrypted:
        message = f"{encrypted} members are encrypted; unpack the archive with its password and put the files here."
        yield Issue("refused", "archive-encrypted", message, raw_path=part.member)


def _member(part: Part, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Iterator[Part | Issue]:
    place = f"{part.member}/{info.filename}"
    try:
        packed = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        message = f"The member's header is damaged ({told_error(error)}); fetch the archive again."
        yield Issue("refused", "archive-broken", message, raw_path=place)
        return
    with packed:
        yield Part(buffered(Unpacking(cast(BinaryIO, packed), budget)), place, info.filename)


def _problem(info: zipfile.ZipInfo, seen: set[str]) -> tuple[str, str] | None:
    """Code and message of what forbids to read a member."""
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "archive-path-unsafe", "The member's path leads out of the archive; nothing honest needs that."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "archive-link", "The member is a symbolic link and was not followed."
    if info.compress_type not in _METHODS:
        return "archive-method-unsupported", "The member is packed in an uncommon way; pack the archive anew (deflate)."
    if info.filename in seen:
        return "archive-member-repeated", "An earlier member has the same name; only that one was read."
    return None
