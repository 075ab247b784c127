-- Places in "words" of claims with one of several types of event, newest first.
SELECT rowid FROM words WHERE words MATCH :match ORDER BY rowid DESC LIMIT :most;
