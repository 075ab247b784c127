-- The newest version of a path.
SELECT id, version FROM document WHERE doc = :doc ORDER BY version DESC LIMIT 1;
