from __future__ import annotations

import math

import duckdb
import pytest


@pytest.fixture(scope="module")
def reader(warehouse):
    with duckdb.connect(str(warehouse / "kenes.duckdb"), read_only=True) as connection:
        yield connection


def snippets(reader, query):
    return [row[0] for row in reader.execute("SELECT snippet FROM search(?)", [query]).fetchall()]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("STRIKE", "⟦Strike⟧ ends"),
        ("miner", "⟦Miners⟧ of Karaganda ended a strike on 7 February 2026."),
        ("профсоюз", "⟦Профсоюзы⟧ Казахстана"),
        ("конституция", "поддержали ⟦конституцию⟧."),
        ("Астана", "⟦Астанада⟧ Қазақстан"),
        ("казакстан", "⟦Қазақстан⟧"),
    ],
)
def test_a_word_is_found_in_any_case_form_and_spelling(reader, query, marked):
    assert any(marked in snippet for snippet in snippets(reader, query))


def test_the_document_that_holds_more_of_the_query_comes_first(reader):
    assert "Karaganda" in snippets(reader, "miners Karaganda February")[0]
    assert len(snippets(reader, "miners Karaganda February")) == 2


def test_the_snippet_is_the_sentence_with_most_of_the_words(reader):
    assert snippets(reader, "strike Karaganda") == ["Miners of ⟦Karaganda⟧ ended a ⟦strike⟧ on 7 February 2026."]


def test_the_score_is_bm25(reader):
    lengths = dict(reader.execute("SELECT document_id, words FROM search_documents").fetchall())
    [(document_id, score)] = reader.execute("SELECT document_id, score FROM search('karaganda')").fetchall()
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    assert score == round(idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * lengths[document_id] / (sum(lengths.values()) / 3))), 3)


@pytest.mark.parametrize("query", ["", "…", "zzzz", "'; DROP TABLE zzz; --", "%", "zz_zz"])
def test_a_query_that_means_nothing_finds_nothing(reader, query):
    assert snippets(reader, query) == []


def test_no_more_results_come_than_asked_for(reader):
    assert len(reader.execute("FROM search('february strike unions', results := 1)").fetchall()) == 1
