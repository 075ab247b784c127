-- Under which other path are the same bytes?
SELECT doc FROM document WHERE sha256 = :sha256 AND doc <> :doc ORDER BY doc LIMIT 1;
