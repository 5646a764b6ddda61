-- Who is quoted most, in how many documents, and in which office first?
SELECT speaker, min(speaker_role) AS role, count(*) AS quotes, count(DISTINCT document_id) AS documents, min(published_from) AS first, max(published_from) AS last
FROM quotes_with_speakers WHERE speaker IS NOT NULL GROUP BY speaker_id, speaker ORDER BY quotes DESC, speaker, speaker_id LIMIT 20;
