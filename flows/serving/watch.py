"""Documents that land in raw/: a cheap look at what a build would list, again and again, until it has come to rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from flows.extract.corpora import SETTINGS_FILES, corpora_from_raw
from flows.extract.corpus import RawFile
from flows.extract.files import files_from_corpus

Listing = frozenset[tuple[str, int, int]]


def listing_from_raw(raw: Path) -> Listing:
    """Path, size and time of change of every file that a build would read, settings included. Raises SetupError as a build would."""
    found: set[tuple[str, int, int]] = set()
    for corpus in corpora_from_raw(raw):
        settings = [corpus.folder / name for name in SETTINGS_FILES]
        documents = [entry.path for entry in files_from_corpus(corpus) if isinstance(entry, RawFile)]
        for path in (*settings, *documents):
            try:
                status = path.stat()
            except OSError:  # not there, or gone since
                continue
            found.add((str(path), status.st_size, status.st_mtime_ns))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Watched:
    """What was there at the last look, and what was there when a build was last asked for (None: not yet)."""

    seen: Listing | None = None
    told: Listing | None = None

    def look(self, now: Listing, is_busy: bool) -> tuple[Watched, int]:
        """The number of files to tell of: new, changed or gone since the last time, once two looks found the same.

        A file still being copied grows or gets a new time between two looks. While a build runs nothing is told, for
        the run asked for would be cancelled; it is told when that build has ended. The first time all is new: nobody
        knows what landed while nobody watched, and a build of nothing new takes seconds.
        """
        if now != self.seen or is_busy or now == self.told:
            return replace(self, seen=now), 0
        paths = {entry[0] for entry in now ^ (self.told or frozenset())}
        return Watched(now, now), len(paths)
