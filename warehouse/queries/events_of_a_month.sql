-- What happened in a month, one line per happening however many documents report it.
SELECT min(date_edtf) AS date, any_value(type) AS type, any_value(place) AS place, count(*) AS documents, arg_min(evidence, event_id) AS evidence
FROM timeline WHERE date_from >= DATE '2026-02-01' AND date_until < DATE '2026-03-01' GROUP BY happening_id ORDER BY date, happening_id;
