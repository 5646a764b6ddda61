-- Questions with an argument. ⟦ and ⟧ mark what was meant: mathematical brackets that prose does not use.

-- The inner tables have names of their own, else they would catch the columns of a caller who reads from documents.
-- Inside, every column has a name of its own: a macro's arguments are put in as they stand, so that in
-- `passage(document_id, ...) FROM documents` a document_id of the macro's would take the place of the caller's.
CREATE MACRO passage(of_document, span_start, span_end) AS (
    SELECT substring(passage_text, least(coalesce(first_char, span_start), span_start) + 1, greatest(span_start - coalesce(first_char, span_start), 0))
        || '⟦' || substring(passage_text, span_start + 1, span_end - span_start) || '⟧'
        || substring(passage_text, span_end + 1, greatest(coalesce(last_char, span_end) - span_end, 0))
    FROM (SELECT document_id AS passage_document, text AS passage_text FROM documents) AS passage_documents, (
        SELECT min(sentence_start) AS first_char, max(sentence_end) AS last_char
        FROM (SELECT document_id AS sentence_document, char_start AS sentence_start, char_end AS sentence_end FROM sentences) AS passage_sentences
        WHERE sentence_document = of_document AND sentence_start < span_end AND sentence_end > span_start
    ) AS around
    WHERE passage_document = of_document
);
COMMENT ON MACRO passage IS 'The sentence or sentences around a span of a document, the span between ⟦ and ⟧';

-- BM25 with the usual k1 = 1.2 and b = 0.75. All words that share the stem of a word asked for count as that word.
CREATE MACRO search(query, results := 20) AS TABLE
WITH asked AS (
    SELECT DISTINCT word, search_stem(word) AS stem FROM (SELECT unnest(search_words(query)) AS word)
), meant AS (
    SELECT word, term_no FROM asked JOIN search_terms ON term = word
    UNION SELECT word, term_no FROM asked JOIN search_terms ON starts_with(term, stem)
), hits AS (
    SELECT word, document_no, sum(occurrences) AS occurrences FROM meant JOIN search_postings USING (term_no) GROUP BY ALL
), size AS (
    SELECT count(*) AS documents, avg(words) AS words FROM search_documents
), weights AS (
    SELECT word, ln(1 + (any_value(size.documents) - count(*) + 0.5) / (count(*) + 0.5)) AS weight FROM hits, size GROUP BY word
), best AS (
    SELECT document_no, sum(weight * occurrences * 2.2 / (occurrences + 1.2 * (0.25 + 0.75 * search_documents.words / size.words))) AS score
    FROM hits JOIN weights USING (word) JOIN search_documents USING (document_no), size
    GROUP BY document_no ORDER BY score DESC, document_no LIMIT results
), pieces AS (
    SELECT document_id, sentence_index, piece_no, piece, (
            SELECT min(word) FROM asked WHERE search_fold(piece) = word OR starts_with(search_fold(piece), stem)) AS word
    FROM (
        SELECT document_id, sentence_index, unnest(piece_list) AS piece, generate_subscripts(piece_list, 1) AS piece_no
        FROM (
            SELECT sentences.document_id, sentence_index,
                regexp_extract_all(substring(text, char_start + 1, char_end - char_start), '[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+') AS piece_list
            FROM best JOIN documents ON documents.rowid = document_no JOIN sentences ON sentences.document_id = documents.document_id
        )
    )
), snippets AS (
    SELECT document_id, sentence_index, count(DISTINCT word) AS words, count(word) AS hits,
        string_agg(CASE WHEN word IS NULL THEN piece ELSE '⟦' || piece || '⟧' END, '' ORDER BY piece_no) AS snippet
    FROM pieces GROUP BY ALL
), chosen AS (
    SELECT document_id, arg_max(snippet, (words, hits, -sentence_index)) AS snippet FROM snippets WHERE hits > 0 GROUP BY document_id
)
SELECT document_id, round(best.score, 3) AS score, title, published_edtf, publisher, snippet
FROM best JOIN documents ON documents.rowid = document_no LEFT JOIN chosen USING (document_id)
ORDER BY best.score DESC, document_no;
COMMENT ON MACRO TABLE search IS 'The documents that answer a query best (BM25), each with the sentence that holds most of its words, marked by ⟦ and ⟧';

CREATE MACRO proof(row_id) AS TABLE
SELECT table_name, row_id AS record_id, document_id, title, source_url, raw_path, char_start, char_end, passage(document_id, char_start, char_end) AS passage
FROM (
    SELECT 'mentions' AS table_name, document_id, char_start, char_end FROM mentions WHERE mention_id = row_id
    UNION ALL SELECT 'roles', document_id, char_start, char_end FROM roles WHERE role_id = row_id
    UNION ALL SELECT 'quotes', document_id, char_start, char_end FROM quotes WHERE quote_id = row_id
    UNION ALL SELECT 'events', document_id, char_start, char_end FROM events WHERE event_id = row_id
) JOIN documents USING (document_id);
COMMENT ON MACRO TABLE proof IS 'The characters that prove a mention, role, quote or event, given its id: the document and the passage';
