-- Places in "words" that have phrases, newest first.
SELECT rowid FROM words WHERE words MATCH :match ORDER BY rowid DESC;
