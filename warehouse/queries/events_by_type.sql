-- How many happenings of each type were there in each year?
SELECT year(date_from) AS year, type, count(DISTINCT happening_id) AS happenings, count(*) AS reports FROM events
WHERE year(date_from) = year(date_until) AND status = 'occurred' GROUP BY year, type ORDER BY year, happenings DESC, type;
