-- Places in "words" that match, newest first.
SELECT rowid FROM words WHERE words MATCH :match ORDER BY rowid DESC LIMIT :most;
