-- The latest quotes with their speakers and where they stand.
SELECT speaker, speaker_role, quote, published_edtf, title FROM quotes_with_speakers ORDER BY published_from DESC, document_id, char_start LIMIT 20;
