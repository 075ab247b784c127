-- Which documents have this key, next above one?
SELECT key, kind FROM shingle WHERE hash = :hash AND key > :key ORDER BY key LIMIT :most;
