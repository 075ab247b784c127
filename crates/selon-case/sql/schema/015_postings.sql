-- Which words stand where, so that any search is a few set operations: words, beginnings and marks to narrow by are all
-- terms, and of each term a row has the places of one chunk. Made by the program from what lies in "searched".
CREATE TABLE posting (
  chunk  INTEGER NOT NULL,      -- the places from 4096 * chunk on, as in "words"
  term   TEXT NOT NULL,         -- a word, lower case and without accents; >re: words that begin so; #: a mark, as "facets" had them; -: gone
  places BLOB NOT NULL,         -- a bit a place (512 bytes), or, where that is shorter, two bytes each, the higher first
  PRIMARY KEY (chunk, term)
) STRICT, WITHOUT ROWID;
