"""The state of a corpus's collecting, written whole or not at all, and made anew from the archives where it is lost."""

from __future__ import annotations

import json
import os
from dataclasses import MISSING, fields
from pathlib import Path

from flows.collect.archives import SUFFIX, salvage_parts
from flows.collect.records import Kept, kept_from_archive
from flows.disk import flush
from flows.extract.collected import COLLECTED, FORMAT, PAGES, BrokenStateError, Page, State, state_from_folder

_NAMES = tuple(entry.name for entry in fields(Page))
_DEFAULTS = {entry.name: [] if entry.default is MISSING else entry.default for entry in fields(Page) if entry.name != "url"}


def write_state(folder: Path, state: State) -> None:
    """Replace the state on disk: a reader finds the old one or the new one, after a power cut too."""
    path = folder / PAGES
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as lines:
        lines.write(_line({"format": FORMAT, "files": sorted(state.files), "taken": state.taken}))
        for key in sorted(state.pages):
            page = state.pages[key]
            lines.write(_line({name: told for name in _NAMES if (told := getattr(page, name)) != _DEFAULTS.get(name)}))
        lines.flush()
        os.fsync(lines.fileno())
    draft.replace(path)
    flush(path.parent)


def recovered_state(folder: Path) -> tuple[State, list[str]]:
    """The state that all finished archives are noted in, and what had to be mended, for a person.

    Archives of a killed run are finished first. What only the state knew (that a page was unchanged, refused or gone) is
    found again by asking.
    """
    told: list[str] = []
    try:
        state = state_from_folder(folder)
    except BrokenStateError as error:
        told.append(f"{folder / PAGES} was damaged ({error}); it was made anew from the archives.")
        state = State()
    saved = salvage_parts(folder)
    told += [f"{name}: left by a run that was broken off; its whole records were kept." for name in saved]
    taken = {entry["place"] for entry in state.taken.values()}
    told += _forget_removed(folder, state)
    for path in sorted((folder / COLLECTED).glob(f"*{SUFFIX}")):
        if path.name not in state.files and f"{COLLECTED}/{path.name}" not in taken:
            told += _noted(state, path)
    return state, told


def _forget_removed(folder: Path, state: State) -> list[str]:
    """Archives that somebody removed: their pages would else stay unchanged, and away, for ever."""
    removed = {name for name in state.files if not (folder / COLLECTED / name).exists()}
    state.files = [name for name in state.files if name not in removed]
    for page in state.pages.values():
        left = [place for place in page.versions if place.partition("#")[0].rpartition("/")[2] not in removed]
        if len(left) < len(page.versions):
            page.versions = left
            page.sha256 = page.last_asked = None
    return [f"{COLLECTED}/{name} was removed; its pages are asked for again where they are still listed." for name in sorted(removed)]


def _noted(state: State, path: Path) -> list[str]:
    try:
        for kept in kept_from_archive(path):
            _note(state, kept, f"{COLLECTED}/{path.name}#{kept.record_id}")
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        return [f"{path}: can't be read as an archive of ours ({error}); the pages in it may be asked for again."]
    finally:
        state.files.append(path.name)
    return []


def _note(state: State, kept: Kept, place: str) -> None:
    page = state.pages.setdefault(kept.url, Page(kept.url))
    if place in page.versions:
        return
    page.outcome = "changed" if page.versions else "kept"
    page.source, page.final_url, page.status, page.reason = kept.source, kept.final_url, 200, ""
    page.sha256, page.etag, page.last_modified = kept.sha256, kept.etag, kept.last_modified
    page.first_seen = page.first_seen or kept.at
    page.last_seen = page.last_asked = page.last_change = kept.at
    page.gone_since = None
    page.versions.append(place)


def _line(told: dict[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"
