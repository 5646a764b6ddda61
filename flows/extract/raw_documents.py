"""A raw file opened down to its documents: bytes, the form they have, and what their containers tell of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from flows.extract.archives import parts_from_gzip, parts_from_zip
from flows.extract.corpus import Corpus, RawFile
from flows.extract.media_types import CONTAINERS, DOCX, GZIP, HEAD, HTML, MAIL, MARKDOWN, PDF, TEXT, WARC, ZIP, media_type_from_head
from flows.extract.parts import MEGABYTE, Budget, Part, Rewound, buffered, bytes_from_document, told_error, too_large
from flows.extract.read_eml import parts_from_mail
from flows.extract.read_json import parts_from_json
from flows.extract.read_warc import parts_from_warc
from flows.extract.unreadable import UnreadableError
from flows.issues import Issue

FORMS = frozenset({TEXT, MARKDOWN, HTML, PDF, DOCX})  # what a document may be; readings.py has a reader for each
DEPTH = 3  # containers in one another: a gzip of a zip of mails is as deep as collectors go

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A part that is one document: its bytes and the form that they have."""

    part: Part
    form: str
    data: bytes


def documents_from_file(file: RawFile, corpus: Corpus) -> Iterator[RawDocument | Issue]:
    """Every document in the file, in its order; issues say their place inside the file only."""
    try:
        # Without O_NONBLOCK a pipe that took the file's place would hold the build for ever.
        handle = os.open(file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        yield Issue("refused", "file-vanished", "The file was listed but is gone; build again when the folder is at rest.")
        return
    except (OSError, ValueError) as error:
        yield Issue("refused", "file-unreadable", f"The file can't be opened ({told_error(error)}); check its permissions.")
        return
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        yield Issue("refused", "file-special", "It is no ordinary file any more (a folder, pipe or device).")
        return
    with os.fdopen(handle, "rb") as stream:
        budget = Budget(corpus.limits, status.st_size)
        yield from _with_own_members(_documents_from_part(Part(stream, name=file.path.name), corpus, budget, 0))


def _with_own_members(documents: Iterator[RawDocument | Issue]) -> Iterator[RawDocument | Issue]:
    """The second document of one member is told apart by ~2, for ids are minted of the place.

    Containers name what they hold as they like: archives that were joined or crawled anew repeat record ids,
    scrapers the ids of records, and the path of a member may be that of another one level deeper.
    """
    counts: dict[int, int] = {}  # by hashes of members: a million take 100 MB less than as text
    for found in documents:
        if isinstance(found, RawDocument):
            first = member = found.part.member
            while hash(member) in counts:
                counts[hash(first)] += 1
                member = f"{first}~{counts[hash(first)]}"
            counts[hash(member)] = 1
            if member != first:
                found = replace(found, part=replace(found.part, member=member))
        yield found


def _documents_from_part(part: Part, corpus: Corpus, budget: Budget, depth: int) -> Iterator[RawDocument | Issue]:
    # Names in archives may be no Unicode.
    part = replace(part, member=part.member.encode("utf-8", "backslashreplace").decode("utf-8"))
    yield from guarded(lambda: _opened(part, corpus, budget, depth), part)


def _opened(part: Part, corpus: Corpus, budget: Budget, depth: int) -> Iterator[RawDocument | Issue]:
    head = part.stream.read(HEAD)
    if len(head) < HEAD and not head.strip():
        raise UnreadableError("file-empty", "It is empty; fetch it again or remove it.")
    form = part.form or media_type_from_head(head, part.name)
    if part.stream.seekable():
        part.stream.seek(0)
        part = replace(part, form=form)
    else:
        part = replace(part, form=form, stream=buffered(Rewound(head, part.stream)))
    if form in CONTAINERS:
        if depth == DEPTH:
            raise UnreadableError("archive-too-deep", f"It lies more than {DEPTH} archives deep; unpack the outer ones.")
        for inner in _parts(part, form, corpus, budget):
            if isinstance(inner, Issue):
                yield inner
            else:
                yield from _documents_from_part(inner, corpus, budget, depth + 1)
            if budget.is_spent:
                return
    elif form not in FORMS:
        raise UnreadableError("format-unsupported", f"No reader opens {form}; save the document as PDF, DOCX, HTML or text.")
    elif depth == 0 and budget.size > budget.limits.document_megabytes * MEGABYTE:
        raise too_large(budget.limits)
    else:
        yield RawDocument(part, form, bytes_from_document(part.stream, budget.limits))


def _parts(part: Part, form: str, corpus: Corpus, budget: Budget) -> Iterator[Part | Issue]:
    if form == GZIP:
        return parts_from_gzip(part, budget)
    if form == ZIP:
        return parts_from_zip(part, budget)
    if form == WARC:
        return parts_from_warc(part, budget)
    if form == MAIL:
        return parts_from_mail(part, budget)
    return parts_from_json(part, budget, corpus.fields)


def guarded(open_: Callable[[], Iterator[_Found]], part: Part) -> Iterator[_Found | Issue]:
    """What a reader yields, and an issue in place of whatever it throws.

    Parsers of hostile bytes throw anything: RecursionError, MemoryError, and fastwarc's PanicException, which
    derives from BaseException alone.
    """
    try:
        yield from open_()
    except UnreadableError as error:
        yield Issue("refused", error.code, error.message, raw_path=part.member)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # the build goes on with the other documents
        message = f"The reader failed ({type(error).__name__}: {told_error(error)}); please report the file."
        yield Issue("refused", "reader-failed", message, raw_path=part.member)
