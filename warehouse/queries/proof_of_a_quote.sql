-- The characters that prove a row: here every quote in its sentence, the words said between ⟦ and ⟧.
SELECT quote_id, passage(document_id, char_start, char_end) AS passage FROM quotes ORDER BY quote_id LIMIT 20;
