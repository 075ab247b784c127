-- The newest version of a path.
SELECT id, version, text_sha256 FROM document WHERE doc = :doc ORDER BY version DESC LIMIT 1;
