"""Texts with marked dates: the public sets (GUM, MEANTIME) and the authored corpus, their values as EDTF.

TIMEX3 durations and sets, and references without a day ('PAST_REF'), have no EDTF value: a date found there
counts neither for nor against. So does the page's own date, which both readers are given as their base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flows.dates import bounds, first_last_from_edtf
from flows.train.authored import AuthoredDocument
from flows.train.public_texts import records_from_file

SETS = ("dates.gum_open.dev", "dates.meantime.airbus", "dates.meantime.apple", "dates.meantime.stock")

_PERIOD = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41", "SP": "21", "SU": "22", "FA": "23"}
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=T|$)")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
# Of GUM's `when`, only the form of a date; its `notBefore` and `notAfter` bound eras ('Spanish Golden Age') that no date names.
_GUM = ("when", "from", "to")


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """One date of a text; `edtf` is None where its value is left out, `counts` is false where the whole date is."""

    start: int
    end: int
    edtf: str | None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text, the day it is read from and its dates."""

    text: str
    language: str
    base: date | None
    dates: tuple[MarkedDate, ...]


def dated_texts_from_folder(folder: Path, name: str) -> Iterator[DatedText]:
    """The texts of one public set; GUM is read from the day its text was written, MEANTIME from the day of the report."""
    for record in records_from_file(folder, name):
        written = record.get("dct") or record.get("date_created") or ""
        dates = tuple(_marked(span) for span in record["spans"])
        yield DatedText(record["text"], "en", first_last_from_edtf(written)[0], dates)


def dated_text_from_document(document: AuthoredDocument) -> DatedText:
    """A document of the authored corpus; intervals and open intervals count as they are written there."""
    dates = tuple(
        MarkedDate(span.start, span.end, span.attributes.get("v") or None, span.attributes.get("page") != "yes")
        for span in document.spans
        if span.tag == "time"
    )
    return DatedText(document.text, document.language, first_last_from_edtf(document.published)[0], dates)


def _marked(span: dict[str, Any]) -> MarkedDate:
    place = span["start"], span["end"]
    if span.get("functionInDocument") == "CREATION_TIME":
        return MarkedDate(*place, None, counts=False)
    if "value" in span:
        edtf = edtf_from_timex(span["value"])
        return MarkedDate(*place, edtf, counts=edtf is not None or (span["label"] == "DATE" and "_REF" not in span["value"]))
    sides = [span[side][:10] for side in _GUM if side in span]
    edtf = "/".join(sides) if len(sides) in (1, 2) else None
    return MarkedDate(*place, edtf if edtf and bounds(edtf) != (None, None) else None)


def edtf_from_timex(value: str) -> str | None:
    """The day or period of a TIMEX3 value, the hour left out; None for durations, sets and vague references."""
    if day := _DAY.match(value):
        return day.group() if bounds(day.group()) != (None, None) else None
    if week := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return f"{monday + timedelta(days=5 if week[3] else 0)}/{monday + timedelta(days=6)}"
    year, _, period = value.partition("-")
    if period == "WI":
        return f"{year}-12/{int(year) + 1}-02"
    if period in _PERIOD:
        return f"{year}-{_PERIOD[period]}"
    if re.fullmatch(r"\d{2,3}", value):
        return value.ljust(4, "X")
    return None
