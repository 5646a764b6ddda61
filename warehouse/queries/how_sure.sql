-- How sure are the rows of each table: how many have a confidence of 0.9 or more, of 0.7 or more, or less?
SELECT what, count(*) FILTER (confidence >= 0.9) AS very_sure, count(*) FILTER (confidence >= 0.7 AND confidence < 0.9) AS sure,
    count(*) FILTER (confidence < 0.7) AS less_sure
FROM (SELECT 'mentions' AS what, confidence FROM mentions UNION ALL SELECT 'roles', confidence FROM roles
    UNION ALL SELECT 'quotes', confidence FROM quotes UNION ALL SELECT 'events', confidence FROM events) GROUP BY what ORDER BY what;
