-- Places in "words" that match, best first (BM25), of those behind :from.
SELECT rowid FROM words WHERE words MATCH :match AND rowid >= :from ORDER BY bm25(words), rowid DESC LIMIT :most;
