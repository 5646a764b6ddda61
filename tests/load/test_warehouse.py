from __future__ import annotations

import duckdb
import pytest

from schemas import TABLES
from schemas.contract import codes


@pytest.fixture(scope="module")
def reader(warehouse):
    with duckdb.connect(str(warehouse / "kenes.duckdb"), read_only=True) as connection:
        yield connection


def test_the_tables_hold_what_the_parquet_files_hold(reader, warehouse):
    for table in TABLES:
        file = str(warehouse / "parquet" / f"{table}.parquet")
        assert reader.execute(f"FROM {table}").fetchall() == reader.execute("FROM read_parquet(?)", [file]).fetchall()


def test_every_table_view_column_and_macro_is_explained(reader):
    silent = reader.execute("""
        SELECT table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT function_name FROM duckdb_functions() WHERE NOT internal AND comment IS NULL""").fetchall()
    assert silent == []


def test_a_column_is_explained_in_the_words_of_its_contract(reader):
    told = reader.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'quotes' AND column_name = 'cue'").fetchall()
    assert told == [(TABLES["quotes"].column("cue").description,)]


def test_code_lists_can_be_joined(reader):
    assert dict(reader.execute("SELECT code, meaning FROM codes WHERE list = 'quote_kinds'").fetchall()) == codes("quote_kinds")


def test_older_engines_can_open_the_file(reader):
    """The file tells the storage version it was written for; v2.0.0 files open in DuckDB 2 alone."""
    tags = reader.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'kenes'").fetchall()
    assert "v1.0.0" in str(tags)


def test_a_quote_stands_beside_its_speaker_role_and_sentence(reader):
    rows = reader.execute("SELECT quote, speaker, speaker_role, sentence FROM quotes_with_speakers").fetchall()
    sentence = "On 6 February 2026 Aida Serik, chair of FTURK, met the Council in Astana. “Unions matter,” said Aida Serik."
    assert rows == [("Unions matter,", "Aida Serik", "chair", sentence)]


def test_who_is_who_tells_offices_and_counts(reader):
    rows = reader.execute("SELECT name, office, organization, first_seen::VARCHAR, quote_count, event_count FROM who_is_who").fetchall()
    assert rows == [("Aida Serik", "chair", "FTURK", "2026-02-07", 1, 1)]


def test_the_timeline_is_dated_first_and_undated_last(reader):
    rows = reader.execute("SELECT date_edtf, type, place, participants FROM timeline").fetchall()
    assert rows == [("2026-02-06", "meeting", "Astana", ["Aida Serik", "FTURK"]), (None, "dispute", None, None)]


def test_coverage_counts_by_corpus_month_and_language(reader):
    rows = reader.execute("SELECT corpus, month, language, documents, quotes, events FROM coverage").fetchall()
    assert rows == [("news", "2026-02", "en", 2, 1, 2), ("news", "2026-02", "kk", 1, 0, 0)]


def test_a_dossier_holds_all_that_is_told_of_an_entity(reader):
    rows = reader.execute("SELECT what, detail FROM entity_dossier WHERE name = 'FTURK' ORDER BY what").fetchall()
    assert rows == [("event", "meeting, participant"), ("mention", None), ("officer", "Aida Serik")]


def test_a_passage_is_the_sentence_with_the_span_marked(reader):
    rows = reader.execute("SELECT passage(document_id, char_start, char_end) FROM mentions WHERE text = 'FTURK'").fetchall()
    sentence = "On 6 February 2026 Aida Serik, chair of ⟦FTURK⟧, met the Council in Astana. “Unions matter,” said Aida Serik."
    assert rows == [(sentence,)]


def test_a_passage_outside_all_sentences_is_the_span_alone(reader):
    rows = reader.execute("SELECT passage(document_id, strpos(text, chr(10)) - 1, strpos(text, chr(10))) FROM documents").fetchall()
    assert rows == [("⟦\n⟧",)] * 3


def test_a_passage_may_be_asked_for_of_the_documents_themselves(reader):
    rows = reader.execute("SELECT passage(document_id, 0, 2), left(text, 2) FROM documents").fetchall()
    assert all(f"⟦{text}⟧" in passage for passage, text in rows)


@pytest.mark.parametrize("table", ["sentences", "mentions", "quotes", "roles", "events"])
def test_a_passage_may_be_asked_for_in_any_table_with_spans(reader, table):
    rows = reader.execute(f"""
        SELECT passage(document_id, char_start, char_end), char_start, char_end,
            (SELECT text FROM documents WHERE documents.document_id = spans.document_id) FROM {table} AS spans""").fetchall()
    assert rows
    assert all(f"⟦{text[start:end]}⟧" in passage for passage, start, end, text in rows)


def test_a_row_is_proved_by_its_passage(reader):
    quote = reader.execute("SELECT quote_id FROM quotes").fetchall()[0][0]
    rows = reader.execute("SELECT table_name, raw_path, passage FROM proof(?)", [quote]).fetchall()
    assert [(table, path) for table, path, _ in rows] == [("quotes", "news/0.txt")]
    assert "“⟦Unions matter,⟧”" in rows[0][2]
