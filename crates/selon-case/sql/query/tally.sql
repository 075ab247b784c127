-- How many there are of each.
SELECT key, n FROM tally WHERE what = :what ORDER BY n DESC, key LIMIT :most;
