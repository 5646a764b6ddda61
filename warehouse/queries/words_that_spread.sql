-- Which words were quoted by most documents, and how far did they spread?
SELECT quote, speaker, document_count, publishers, first_published, last_published FROM utterances
ORDER BY document_count DESC, quote_count DESC, first_published, utterance_id LIMIT 20;
