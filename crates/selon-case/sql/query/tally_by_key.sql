-- How many there are of each, in order.
SELECT key, n FROM tally WHERE what = :what ORDER BY key;
