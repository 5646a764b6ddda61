"""Documents against gold: title, date, language, what was cleaned away and what should have stayed."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from flows.score.built import BuiltDocument
from flows.score.folded import folded, word_line
from flows.score.gold import GoldDocument
from flows.score.tally import Tally, cut


def documents_tally(gold: GoldDocument, built: BuiltDocument, raw: str | None) -> Tally:
    """Counts of one document; its raw text, where there is one, tells what lines of the body were lost.

    A document that the warehouse lacks has no title, which is right where gold has none: `documents` tells that it is missing.
    """
    tally = Tally()
    tally.count("documents", right=not built.missing, predicted=not built.missing, gold=1)
    if built.missing:
        tally.tell(f"the warehouse has no document {gold.file}")
    for measure, found, wanted in (
        ("title", built.title, gold.title),
        ("published", built.published_edtf, gold.published),
        ("language", built.language, gold.language),
    ):
        right = folded(found) == folded(wanted)
        tally.count(measure, right=right, predicted=found is not None, gold=1)
        if not right:
            tally.tell(f"{measure} is {_told(found)}, not {_told(wanted)}")
    _count_noise(tally, gold, built.text)
    if raw is not None:
        _count_body(tally, gold, built, raw)
    return tally


def _count_noise(tally: Tally, gold: GoldDocument, text: str) -> None:
    """A line of noise is removed when no line of the text is it; the same words within a sentence are no noise."""
    kept = {word_line(line) for line in text.splitlines()}
    for line in gold.boilerplate:
        removed = word_line(line) not in kept
        tally.count("boilerplate-removed", right=removed, predicted=removed, gold=1)
        if not removed:
            tally.tell(f"line of noise kept: {cut(line)}")


def _count_body(tally: Tally, gold: GoldDocument, built: BuiltDocument, raw: str) -> None:
    """A raw line is kept when its words stand in the text or title; cleaning may join lines."""
    noise = {word_line(line) for line in gold.boilerplate}
    text, title = word_line(built.text), word_line(built.title)
    for line in raw.splitlines():
        words = word_line(line)
        if not words or words in noise:
            continue
        kept = words in text or words in title
        tally.count("body-kept", right=kept, predicted=kept, gold=1)
        if not kept:
            tally.tell(f"line of the body lost: {cut(line)}")


def read_raw(raw: Path, gold: GoldDocument, built: BuiltDocument) -> str | None:
    """The raw text of a document; None for other formats, whose lines are markup, and for a file that is not there.

    A document that the warehouse lacks is looked for under raw/ and in each corpus, so that its lines count as lost.
    """
    name = PurePosixPath(gold.file).name
    if not (name.endswith(".txt") if built.missing else built.media_type == "text/plain"):
        return None
    places = [raw / (built.raw_path or gold.file), raw / name, *(corpus / name for corpus in sorted(raw.glob("*/")))]
    path = next((place for place in places if place.is_file()), None)
    return None if path is None else path.read_bytes().decode(built.encoding or "utf-8", errors="replace")


def _told(value: str | None) -> str:
    return "none" if value is None else cut(value)
