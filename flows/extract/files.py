"""A corpus folder -> its files, in one fixed order, with an issue for everything that is passed over."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from flows.extract.collected import WORKING, issues_from_collected
from flows.extract.corpora import SETTINGS_FILES
from flows.extract.corpus import Corpus, RawFile
from flows.issues import Issue


def files_from_corpus(corpus: Corpus) -> Iterator[RawFile | Issue]:
    """Every document file of the corpus, by path; links out of the corpus, hidden and special files become issues."""
    root = corpus.folder.resolve()
    yield from _walk(corpus, corpus.folder, root, (root,))


def files_and_issues(corpus: Corpus) -> tuple[list[RawFile], list[Issue]]:
    """The files of the corpus, and all that listing them has to tell, its settings held against them."""
    found = list(files_from_corpus(corpus))
    files = [entry for entry in found if isinstance(entry, RawFile)]
    passed_over = (entry for entry in found if isinstance(entry, Issue))
    return files, [*passed_over, *unmatched_settings(corpus, files), *issues_from_collected(corpus)]


def unmatched_settings(corpus: Corpus, files: list[RawFile]) -> Iterator[Issue]:
    """sources.csv lines and corrections that name a file which is not there."""
    names = {file.raw_path.removeprefix(f"{corpus.name}/") for file in files}
    for name in corpus.sources:
        if not _is_known(name, names):
            yield Issue("warning", "source-without-file", f"{corpus.name}/sources.csv names {name}, which is not there.", value=name)
    for correction in corpus.corrections:
        if not _is_known(correction.document, names):
            message = f"{corpus.name}/corrections.toml corrects {correction.document}, which is not there; remove the entry."
            yield Issue("warning", "correction-without-document", message, column_name=correction.column, value=correction.document)


def _is_known(name: str, names: set[str]) -> bool:
    """A record or archive member is known when its file is; which members it holds only reading tells."""
    if name in names or name.partition("#")[0] in names:
        return True
    parts = name.split("/")
    return any("/".join(parts[:length]) in names for length in range(1, len(parts)))


def _walk(corpus: Corpus, folder: Path, root: Path, above: tuple[Path, ...]) -> Iterator[RawFile | Issue]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _passed_over(corpus, folder, "folder-unreadable", f"can't be opened ({error.strerror}); check its permissions", "warning")
        return
    for entry in entries:
        path = folder / entry.name
        if folder == corpus.folder and entry.name in (*SETTINGS_FILES, WORKING):
            continue
        if path.relative_to(corpus.folder).as_posix() in corpus.not_documents:
            continue
        if entry.name.startswith("."):
            yield _passed_over(corpus, path, "file-hidden", "is hidden and was not read; rename it if it is a document", "note")
            continue
        status = _status(corpus, entry, root, above)
        if isinstance(status, Issue):
            yield status
        elif stat.S_ISDIR(status.st_mode):
            yield from _walk(corpus, path, root, (*above, path.resolve()))
        elif stat.S_ISREG(status.st_mode):
            yield RawFile(corpus.name, path, _raw_path(corpus, path), status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        else:
            yield _passed_over(corpus, path, "file-special", "is no ordinary file (a pipe, socket or device)", "warning")


def _status(corpus: Corpus, entry: os.DirEntry[str], root: Path, above: tuple[Path, ...]) -> os.stat_result | Issue:
    """What the entry is now, for since it was listed it may have gone or be closed to us; or why it is passed over."""
    path = Path(entry.path)
    try:
        if entry.is_symlink() and (reason := _bad_link(path, root, above)):
            return _passed_over(corpus, path, "link-refused", reason, "warning")
        return entry.stat()
    except FileNotFoundError:
        return _passed_over(corpus, path, "file-vanished", "was listed but is gone; build again when the folder is at rest", "warning")
    except OSError as error:
        reason = f"can't be reached ({error.strerror}); check the permissions of its folder"
        return _passed_over(corpus, path, "folder-unreadable", reason, "warning")


def _bad_link(path: Path, root: Path, above: tuple[Path, ...]) -> str | None:
    """Why a symbolic link is not followed, or None: a corpus holds what lies in its own folder."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "is a symbolic link to nothing, or in a loop"
    if not target.is_relative_to(root):
        return "is a symbolic link out of the corpus; copy the file in"
    if target in above:
        return "is a symbolic link to a folder that holds it, a loop"
    return None


def _raw_path(corpus: Corpus, path: Path) -> str:
    return f"{corpus.name}/{path.relative_to(corpus.folder).as_posix()}"


def _passed_over(corpus: Corpus, path: Path, code: str, reason: str, level: str) -> Issue:
    raw_path = _raw_path(corpus, path)
    return Issue("note" if level == "note" else "warning", code, f"{raw_path} {reason}.", raw_path=raw_path)
