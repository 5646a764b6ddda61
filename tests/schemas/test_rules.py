from __future__ import annotations

from schemas import TABLES
from schemas.rules import KINDS, REFERENCES, SPANS, dated_columns


def test_every_rule_names_columns_that_are_there():
    for rule in SPANS:
        names = {rule.start, rule.end, rule.text, rule.holds, "document_id"} - {None}
        assert names <= set(TABLES[rule.table].names)
    for kind in KINDS:
        assert TABLES[kind.table].column(kind.column).refers_to == "entities"


def test_references_lead_to_tables_of_one_key():
    assert {len(TABLES[rule.target].key) for rule in REFERENCES} == {1}


def test_every_table_with_a_span_has_a_rule_for_it():
    spanned = {table for table, contract in TABLES.items() if "char_start" in contract.names}
    assert spanned == {rule.table for rule in SPANS}


def test_dates_are_found_by_their_columns():
    assert (dated_columns("documents"), dated_columns("events"), dated_columns("quotes")) == (("published",), ("date",), ())
