-- The questions people come with, as tables. A column keeps the wording of the table it comes from (see warehouse.py);
-- only what a view makes anew is explained here.

CREATE VIEW quotes_with_speakers AS
SELECT q.quote_id, q.kind, q.text AS quote, e.name AS speaker, e.type AS speaker_type, q.speaker_id,
    (SELECT arg_min(r.title, r.char_start) FROM roles AS r WHERE r.person_id = q.speaker_id AND r.document_id = q.document_id) AS speaker_role,
    q.cue, d.published_edtf, d.published_from, d.title, d.publisher, d.source_url, d.corpus, d.language,
    substring(d.text, s.char_start + 1, s.char_end - s.char_start) AS sentence,
    q.document_id, q.char_start, q.char_end, q.confidence, q.speaker_confidence
FROM quotes AS q
JOIN documents AS d USING (document_id)
LEFT JOIN entities AS e ON e.entity_id = q.speaker_id
LEFT JOIN sentences AS s ON s.document_id = q.document_id AND s.char_start <= q.char_start AND q.char_start < s.char_end;
COMMENT ON VIEW quotes_with_speakers IS 'Who said what, where and when: one row per quote';
COMMENT ON COLUMN quotes_with_speakers.quote IS 'The words said, without their outer marks';
COMMENT ON COLUMN quotes_with_speakers.speaker IS 'Name of who said it; null when the document does not tell';
COMMENT ON COLUMN quotes_with_speakers.speaker_type IS 'What kind of entity the speaker is';
COMMENT ON COLUMN quotes_with_speakers.speaker_role IS 'First office or title that the same document gives the speaker';
COMMENT ON COLUMN quotes_with_speakers.sentence IS 'The sentence in which the quote begins';

CREATE VIEW utterances AS
SELECT q.utterance_id, arg_min(q.text, (coalesce(d.published_from, DATE '9999-12-31'), q.quote_id)) AS quote, any_value(e.name) AS speaker,
    any_value(q.speaker_id) AS speaker_id, count(*) AS quote_count, count(DISTINCT q.document_id) AS document_count,
    list_sort(list(DISTINCT d.publisher) FILTER (d.publisher IS NOT NULL)) AS publishers,
    min(d.published_from) AS first_published, max(d.published_from) AS last_published
FROM quotes AS q JOIN documents AS d USING (document_id) LEFT JOIN entities AS e ON e.entity_id = q.speaker_id
GROUP BY q.utterance_id
ORDER BY document_count DESC, first_published, q.utterance_id;
COMMENT ON VIEW utterances IS 'How far words spread: one row per utterance, however many documents quote it in nearly the same words';
COMMENT ON COLUMN utterances.quote IS 'The words as first published';
COMMENT ON COLUMN utterances.speaker IS 'Name of who said it; null when no document tells';
COMMENT ON COLUMN utterances.quote_count IS 'Quotes that give it';
COMMENT ON COLUMN utterances.document_count IS 'Documents that quote it';
COMMENT ON COLUMN utterances.publishers IS 'Publishers of these documents, as far as they are known';
COMMENT ON COLUMN utterances.first_published IS 'Publication day of the first dated document that quotes it';
COMMENT ON COLUMN utterances.last_published IS 'Publication day of the last dated document that quotes it';

CREATE VIEW who_is_who AS
WITH offices AS (
    SELECT r.person_id, r.organization_id, arg_min(r.title, (d.published_from, r.role_id)) AS office,
        min(d.published_from) AS first_seen, max(d.published_from) AS last_seen, count(DISTINCT r.document_id) AS office_documents
    FROM roles AS r JOIN documents AS d USING (document_id) GROUP BY r.person_id, r.organization_id, lower(r.title)
)
SELECT p.entity_id, p.name, p.aliases, o.office, o.organization_id, g.name AS organization, o.first_seen, o.last_seen, o.office_documents,
    coalesce(q.quote_count, 0) AS quote_count, coalesce(t.event_count, 0) AS event_count,
    p.mention_count, p.document_count, p.first_published, p.last_published, p.wikidata_id
FROM entities AS p
LEFT JOIN offices AS o ON o.person_id = p.entity_id
LEFT JOIN entities AS g ON g.entity_id = o.organization_id
LEFT JOIN (SELECT speaker_id, count(*) AS quote_count FROM quotes GROUP BY speaker_id) AS q ON q.speaker_id = p.entity_id
LEFT JOIN (SELECT entity_id, count(*) AS event_count FROM participants GROUP BY entity_id) AS t ON t.entity_id = p.entity_id
WHERE p.type = 'person'
ORDER BY p.mention_count DESC, p.name, o.first_seen, o.office;
COMMENT ON VIEW who_is_who IS 'Persons and their offices: one row per person and office, one row for a person without';
COMMENT ON COLUMN who_is_who.office IS 'The office or title as first printed; null when no document gives one';
COMMENT ON COLUMN who_is_who.organization IS 'Name of the organization or place of the office';
COMMENT ON COLUMN who_is_who.first_seen IS 'Publication day of the first dated document that gives the office';
COMMENT ON COLUMN who_is_who.last_seen IS 'Publication day of the last dated document that gives the office';
COMMENT ON COLUMN who_is_who.office_documents IS 'Documents that give the office';
COMMENT ON COLUMN who_is_who.quote_count IS 'Quotes of the person in all documents';
COMMENT ON COLUMN who_is_who.event_count IS 'Events in which the person takes part';

CREATE VIEW timeline AS
SELECT v.date_edtf, v.date_from, v.date_until, v.date_basis, v.type, v.status, v.trigger, l.name AS place, p.participants,
    substring(d.text, v.char_start + 1, v.char_end - v.char_start) AS evidence,
    d.title, d.published_edtf, d.publisher, d.source_url, d.corpus, d.language,
    v.happening_id, v.event_id, v.place_id, v.document_id, v.char_start, v.char_end, v.confidence
FROM events AS v
JOIN documents AS d USING (document_id)
LEFT JOIN entities AS l ON l.entity_id = v.place_id
LEFT JOIN (
    SELECT event_id, list(name ORDER BY role, name) AS participants FROM participants JOIN entities USING (entity_id) GROUP BY event_id
) AS p ON p.event_id = v.event_id
ORDER BY v.date_from NULLS LAST, v.date_until, v.happening_id, v.event_id;
COMMENT ON VIEW timeline IS 'What happened when and where: one row per event and document, by date; reports of one happening share happening_id';
COMMENT ON COLUMN timeline.place IS 'Name of the place';
COMMENT ON COLUMN timeline.participants IS 'Names of those who take part';
COMMENT ON COLUMN timeline.evidence IS 'The sentence that tells it';

CREATE VIEW coverage AS
WITH dated AS (
    SELECT document_id, corpus, language, word_count, duplicate_of,
        CASE WHEN date_trunc('month', published_from) = date_trunc('month', published_until) THEN strftime(published_from, '%Y-%m') END AS month
    FROM documents
)
SELECT corpus, month, language, count(*) AS documents, count(duplicate_of) AS duplicates, sum(word_count) AS words,
    coalesce(sum(quote_count), 0) AS quotes, coalesce(sum(event_count), 0) AS events
FROM dated
LEFT JOIN (SELECT document_id, count(*) AS quote_count FROM quotes GROUP BY document_id) USING (document_id)
LEFT JOIN (SELECT document_id, count(*) AS event_count FROM events GROUP BY document_id) USING (document_id)
GROUP BY corpus, month, language
ORDER BY corpus, month, language;
COMMENT ON VIEW coverage IS 'How much there is: one row per corpus, month of publication and language';
COMMENT ON COLUMN coverage.month IS 'Month of publication; null when the date is unknown or less precise';
COMMENT ON COLUMN coverage.documents IS 'Documents';
COMMENT ON COLUMN coverage.duplicates IS 'Documents among them that copy another';
COMMENT ON COLUMN coverage.words IS 'Words of their texts';
COMMENT ON COLUMN coverage.quotes IS 'Quotes found in them';
COMMENT ON COLUMN coverage.events IS 'Events found in them';

CREATE VIEW entity_dossier AS
WITH found AS (
    SELECT entity_id, 'mention' AS what, text AS words, NULL AS detail, mention_id AS record_id, document_id, char_start, char_end FROM mentions
    UNION ALL SELECT speaker_id, 'quote', text, kind, quote_id, document_id, char_start, char_end FROM quotes WHERE speaker_id IS NOT NULL
    UNION ALL SELECT person_id, 'office', title, g.name, role_id, document_id, char_start, char_end
        FROM roles LEFT JOIN entities AS g ON g.entity_id = organization_id
    UNION ALL SELECT organization_id, 'officer', title, p.name, role_id, document_id, char_start, char_end
        FROM roles JOIN entities AS p ON p.entity_id = person_id WHERE organization_id IS NOT NULL
    UNION ALL SELECT t.entity_id, 'event', trigger, type || ', ' || t.role, event_id, document_id, char_start, char_end
        FROM participants AS t JOIN events USING (event_id)
    UNION ALL SELECT place_id, 'event', trigger, type || ', place', event_id, document_id, char_start, char_end FROM events WHERE place_id IS NOT NULL
)
SELECT f.entity_id, e.name, e.type, f.what, f.words, f.detail, d.published_edtf, d.published_from, d.title, d.publisher, d.source_url,
    f.record_id, f.document_id, f.char_start, f.char_end
FROM found AS f JOIN entities AS e USING (entity_id) JOIN documents AS d USING (document_id)
ORDER BY e.name, f.entity_id, d.published_from, f.document_id, f.char_start;
COMMENT ON VIEW entity_dossier IS 'Everything on an entity: one row per mention, quote, office, officer and event; filter by entity_id or name';
COMMENT ON COLUMN entity_dossier.what IS 'mention, quote, office (held by the person), officer (of the organization) or event';
COMMENT ON COLUMN entity_dossier.words IS 'The words of the document: the name, quote, title or trigger';
COMMENT ON COLUMN entity_dossier.detail IS 'Kind of the quote, organization of the office, name of the officer, or type of the event and part in it';
COMMENT ON COLUMN entity_dossier.record_id IS 'Id of the row, for proof()';
