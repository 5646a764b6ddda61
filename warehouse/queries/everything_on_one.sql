-- What is there on the organization that is named most: mentions, officers, quotes, events?
SELECT name, what, words, detail, published_edtf, title FROM entity_dossier
WHERE entity_id = (SELECT entity_id FROM entities WHERE type = 'organization' ORDER BY mention_count DESC, entity_id LIMIT 1)
ORDER BY what DESC, published_from, document_id, char_start, record_id LIMIT 30;
