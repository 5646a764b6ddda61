-- What went wrong or is doubtful, and how often?
SELECT codes.code AS level, meaning, issues.code AS trouble, count(issue_id) AS times, min(message) AS for_example
FROM codes LEFT JOIN issues ON level = codes.code WHERE list = 'issue_levels' GROUP BY ALL ORDER BY times DESC, level, trouble;
