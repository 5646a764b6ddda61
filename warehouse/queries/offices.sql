-- Who holds which office where, and since when documents say so.
SELECT name, office, organization, first_seen, last_seen, office_documents FROM who_is_who WHERE office IS NOT NULL ORDER BY organization, office, name, entity_id, first_seen;
