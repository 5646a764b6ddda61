CREATE MACRO current_id(record_id) AS coalesce(
    (SELECT new_id FROM (SELECT old_id AS asked, new_id FROM id_changes UNION ALL SELECT former_id, entity_id FROM id_map) AS heirs
     WHERE asked = record_id LIMIT 1), record_id);
COMMENT ON MACRO current_id IS 'What an id of an earlier release is called now: the id itself if it never changed'
