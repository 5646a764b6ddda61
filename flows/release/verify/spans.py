"""Every row held to its contract, and every span proved against the text that it names.

Where the rights of a corpus keep its texts out, the length of the text is known from raw_map, so that each span is still
held to lie inside it and to be as long as its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.load.breach import Breach, record_id
from flows.load.columns import column_breaches
from flows.load.rules import rule_breaches
from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Fault, Finding
from schemas.contract import Contract
from schemas.releases import RELEASED
from schemas.rules import SPANS, SpanRule

NO_TODAY = date.max  # whether a date lay in the future was decided when the tables were built


def contract_finding(copy: Copy) -> Finding:
    """Each value against its column: present, of the code list, of the pattern, inside the bounds."""
    faults = []
    rows = 0
    for table in copy.tables:
        contract = RELEASED[table]
        for group, first in _groups(copy, table):
            rows += group.num_rows
            faults += [_fault(table, contract, group, breach, first) for breach in column_breaches(group, contract)]
    return Finding("contract", f"{rows:,} rows held to the contracts of {len(copy.tables)} tables", faults)


def spans_finding(copy: Copy) -> Finding:
    """Each span against its text, a row group of documents at a time."""
    faults: list[Fault] = []
    proved = unproved = 0
    tables = [table for table in dict.fromkeys(rule.table for rule in SPANS) if table in copy.tables]
    for documents, first in _groups(copy, "documents"):
        open_texts = documents.filter(pc.is_valid(documents["text"]))
        told = rule_breaches("documents", documents, {}, NO_TODAY)  # dates, and raw_map where its text is here
        faults += [_fault("documents", RELEASED["documents"], documents, breach, first) for breach in told]
        texts = dict(zip(open_texts["document_id"].to_pylist(), open_texts["text"].to_pylist(), strict=True))
        lengths = _lengths_of_withheld(documents)
        for table in tables:
            rows = pq.read_table(copy.data(table), filters=[("document_id", "in", documents["document_id"].to_pylist())])
            known = rows.filter(pc.is_in(rows["document_id"], value_set=pa.array(list(texts), pa.string())))
            faults += [_fault(table, RELEASED[table], known, breach) for breach in rule_breaches(table, known, texts, NO_TODAY)]
            proved += known.num_rows
            withheld = rows.filter(pc.is_in(rows["document_id"], value_set=pa.array(list(lengths), pa.string())))
            faults += _withheld_faults(table, withheld, lengths)
            unproved += withheld.num_rows
    apart = f"; {unproved:,} rows of texts left out held to their length" if unproved else ""
    return Finding("spans", f"{proved:,} rows proved by the characters of their document{apart}", faults)


def _lengths_of_withheld(documents: pa.Table) -> dict[str, int]:
    """Characters of each text that is left out: the pieces of raw_map tile it."""
    closed = documents.filter(pc.is_null(documents["text"]))
    return {row["document_id"]: sum(row["raw_map"][0::3]) for row in closed.select(["document_id", "raw_map"]).to_pylist()}


def _withheld_faults(table: str, rows: pa.Table, lengths: dict[str, int]) -> Iterator[Fault]:
    for rule in SPANS:
        if rule.table == table:
            for number, row in enumerate(rows.to_pylist()):
                if message := _withheld_trouble(rule, row, lengths[row["document_id"]]):
                    yield _fault(table, RELEASED[table], rows, Breach(number, "span", rule.start, None, message))


def _withheld_trouble(rule: SpanRule, row: dict[str, object], length: int) -> str | None:
    start, end, words = row[rule.start], row[rule.end], row[rule.text] if rule.text else None
    if start is None and end is None:
        return None if words is None else f"{rule.start} and {rule.end} are empty though {rule.text} is not"
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        return f"{start} to {end} is no span of a text of {length} characters"
    if isinstance(words, str) and len(words) != end - start:
        return f"{rule.text} has {len(words)} characters; the span {start} to {end} has {end - start}"
    return None


def _groups(copy: Copy, table: str) -> Iterator[tuple[pa.Table, int]]:
    """The row groups of a table, each with the number of its first row."""
    first = 0
    with pq.ParquetFile(copy.data(table)) as file:
        for number in range(file.num_row_groups):
            group = file.read_row_group(number)
            yield group, first
            first += group.num_rows


def _fault(table: str, contract: Contract, rows: pa.Table, breach: Breach, first: int | None = None) -> Fault:
    """The place is the row's key, and its number where the rows were read in the file's order."""
    key = record_id(*(rows[name][breach.row].as_py() for name in contract.key))
    number = f", row {first + breach.row:,}" if first is not None else ""
    return Fault(f"data/{table}.parquet{number}, {key}, column {breach.column}", breach.message)
