-- What is planned, proposed or under way, when and where, and which sentence says so? What has happened comes last.
SELECT date_edtf, status, type, place, evidence, title FROM timeline
ORDER BY status = 'occurred', date_from DESC NULLS LAST, event_id LIMIT 20;
