"""The rules of schemas/rules.py that one batch of documents can answer: spans, dates, the raw map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import repeat

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.dates.edtf import bounds, is_edtf
from flows.load.breach import Breach
from schemas.rules import FIRST_YEAR, LAST_YEAR, SPANS, SpanRule, dated_columns


def rule_breaches(table: str, rows: pa.Table, texts: dict[str, str], today: date) -> Iterator[Breach]:
    """Every row of the part that breaks a rule; `texts` holds the part's documents by id."""
    for rule in SPANS:
        if rule.table == table:
            yield from _span_breaches(rule, rows, texts)
    for prefix in dated_columns(table):
        yield from _date_breaches(prefix, rows)
    if table == "documents":
        yield from _raw_map_breaches(rows)
        yield from _future_breaches(rows, today)


def _span_breaches(rule: SpanRule, rows: pa.Table, texts: dict[str, str]) -> Iterator[Breach]:
    """Python strings are sliced here because they alone find a code point in constant time; a long text
    of many mentions would take pyarrow or DuckDB a walk from its first character for each of them."""
    count = rows.num_rows
    values = rows.column(rule.text).to_pylist() if rule.text else repeat(None, count)
    held = rows.column(rule.holds).to_pylist() if rule.holds else repeat(None, count)
    spans = zip(
        rows.column("document_id").to_pylist(),
        rows.column(rule.start).to_pylist(),
        rows.column(rule.end).to_pylist(),
        values,
        held,
        strict=True,
    )
    for row, (document_id, start, end, value, inside) in enumerate(spans):
        text = texts.get(document_id)
        if text is None or (start is None and end is None and value is None):
            continue  # a missing document or required value is found by other checks
        if start is None or end is None or not 0 <= start < end <= len(text):
            yield Breach(
                row,
                "span-outside-text",
                rule.start,
                f"{start}:{end}",
                f"{rule.start} to {rule.end} is no span of a text of {len(text)} characters",
            )
        elif rule.text and text[start:end] != value:
            yield Breach(row, "span-differs", rule.text, value, f"the text from {start} to {end} is {_shortened(text[start:end])!r}")
        elif inside is not None and inside not in text[start:end]:
            yield Breach(row, "span-lacks-words", str(rule.holds), inside, f"{rule.holds} does not stand in the text from {start} to {end}")


def _date_breaches(prefix: str, rows: pa.Table) -> Iterator[Breach]:
    """Dates that cannot be: the row keeps everything else."""
    names = (f"{prefix}_edtf", f"{prefix}_from", f"{prefix}_until")
    basis = {f"{prefix}_basis"} & set(rows.column_names)
    columns = [rows.column(name) for name in names]
    told = pc.or_(pc.or_(pc.is_valid(columns[0]), pc.is_valid(columns[1])), pc.is_valid(columns[2]))
    numbers = np.flatnonzero(told.to_numpy(zero_copy_only=False))
    dates = zip(*(column.take(pa.array(numbers)).to_pylist() for column in columns), strict=True)
    for row, (edtf, first, last) in zip(numbers.tolist(), dates, strict=True):
        if message := _date_trouble(prefix, edtf, first, last):
            yield Breach(row, "date-impossible", names[0], edtf or first or last, message, "emptied", (*names, *basis))


def _date_trouble(prefix: str, edtf: str | None, first: date | None, last: date | None) -> str | None:
    if edtf is None or not is_edtf(edtf):
        return f"{prefix}_edtf is no EDTF date; the date was left empty"
    if any(day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR for day in (first, last)):
        return f"{prefix}_edtf lies outside the years {FIRST_YEAR} to {LAST_YEAR}; the date was left empty"
    if (first, last) != bounds(edtf):
        return f"{prefix}_from and {prefix}_until ({first}, {last}) are not the bounds of {prefix}_edtf; the date was left empty"
    return None


def _raw_map_breaches(rows: pa.Table) -> Iterator[Breach]:
    lengths = pc.utf8_length(rows.column("text")).to_pylist()
    for row, (length, scalar) in enumerate(zip(lengths, rows.column("raw_map"), strict=True)):
        if length is None or not scalar.is_valid:
            continue
        numbers = scalar.values.to_numpy(zero_copy_only=False)
        if len(numbers) % 3 or (numbers < 0).any() or int(numbers[0::3].sum()) != length:
            yield Breach(
                row, "raw-map-gap", "raw_map", len(numbers), f"the pieces of raw_map do not tile the {length} characters of the text"
            )


def _future_breaches(rows: pa.Table, today: date) -> Iterator[Breach]:
    late = pc.fill_null(pc.greater(rows.column("published_from"), pa.scalar(today)), False)
    for row in np.flatnonzero(late.to_numpy(zero_copy_only=False)).tolist():
        edtf = rows.column("published_edtf")[row].as_py()
        yield Breach(row, "published-in-future", "published_edtf", edtf, f"published after {today}, the day of the build", "kept")


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
