-- The index behind search(): plain tables, so that any reader of the file can search without an extension.

-- Case, accents and the Kazakh letters that a Russian keyboard lacks make no difference. й and ё fold to и and е.
CREATE MACRO search_fold(words) AS translate(lower(strip_accents(words)), 'әғқңөұүһі', 'агкноуухи');
CREATE MACRO search_words(words) AS regexp_extract_all(search_fold(words), '[\p{L}\p{N}]+');
-- A word without its last vowels, й, ь and s begins its other forms: профсоюз-ов, конституци-онный, қазақстан-ның,
-- union-s. No stemmer: Snowball has none for Kazakh, and one per language would have to guess the language of a query.
-- Four letters must be left, fewer begin too many other words.
CREATE MACRO search_stem(word) AS CASE
    WHEN length(rtrim(word, 'аеиоуыэюяьaeiouys')) >= 4 THEN rtrim(word, 'аеиоуыэюяьaeiouys') END;

CREATE TABLE search_documents (document_no INTEGER NOT NULL, document_id VARCHAR NOT NULL, words INTEGER NOT NULL);
CREATE TABLE search_terms (term_no INTEGER NOT NULL, term VARCHAR NOT NULL);
CREATE TABLE search_postings (term_no INTEGER NOT NULL, document_no INTEGER NOT NULL, occurrences INTEGER NOT NULL);

COMMENT ON TABLE search_documents IS 'Behind search(): the documents by number, with the words of each';
COMMENT ON COLUMN search_documents.document_no IS 'Number of the document in this file; another build may number otherwise';
COMMENT ON COLUMN search_documents.document_id IS 'The document';
COMMENT ON COLUMN search_documents.words IS 'Words of its text as search() counts them';
COMMENT ON TABLE search_terms IS 'Behind search(): every word of the texts, folded by search_fold()';
COMMENT ON COLUMN search_terms.term_no IS 'Number of the word, in alphabetical order';
COMMENT ON COLUMN search_terms.term IS 'The word, folded';
COMMENT ON TABLE search_postings IS 'Behind search(): which word stands in which document how often';
COMMENT ON COLUMN search_postings.term_no IS 'The word';
COMMENT ON COLUMN search_postings.document_no IS 'The document';
COMMENT ON COLUMN search_postings.occurrences IS 'How often it stands there';
COMMENT ON MACRO search_fold IS 'Text as search() compares it: lower case, without accents, Kazakh letters as a Russian keyboard writes them';
COMMENT ON MACRO search_words IS 'The words of a text, folded';
COMMENT ON MACRO search_stem IS 'The beginning that the forms of a word share; null for short words';
