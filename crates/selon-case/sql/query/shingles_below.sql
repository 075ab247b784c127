-- Which documents have this key, next below one?
SELECT key, kind FROM shingle WHERE hash = :hash AND key < :key ORDER BY key DESC LIMIT :most;
