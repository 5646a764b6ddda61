-- Which happenings are told by most documents, and do these agree on the date?
SELECT min(type) AS type, count(DISTINCT document_id) AS documents, list_sort(list(DISTINCT date_edtf) FILTER (date_edtf IS NOT NULL)) AS dates,
    arg_min(evidence, event_id) AS evidence
FROM timeline GROUP BY happening_id ORDER BY documents DESC, happening_id LIMIT 20;
