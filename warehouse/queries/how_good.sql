-- How good are the rows, measured against hand-made annotations? Without annotations the one row says so.
SELECT coalesce(measure, 'nothing measured: no corpus has annotations') AS measure, gold_set,
    precision, recall, f1, gold_count AS in_gold, predicted_count AS predicted
FROM (SELECT 1) LEFT JOIN quality ON true ORDER BY gold_set, measure;
