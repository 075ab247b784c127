-- The first documents with this key.
SELECT key, kind FROM shingle WHERE hash = :hash ORDER BY key LIMIT :most;
