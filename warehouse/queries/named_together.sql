-- Who is named together: pairs of persons and organizations by the documents that name both.
SELECT a.name AS one, b.name AS other, count(DISTINCT document_id) AS documents
FROM mentions AS x JOIN mentions AS y USING (document_id)
JOIN entities AS a ON a.entity_id = x.entity_id JOIN entities AS b ON b.entity_id = y.entity_id
WHERE a.entity_id < b.entity_id AND a.type IN ('person', 'organization') AND b.type IN ('person', 'organization')
GROUP BY a.entity_id, a.name, b.entity_id, b.name ORDER BY documents DESC, one, other LIMIT 50;
