-- What a page of HTML tells besides its text.

ALTER TABLE document ADD COLUMN format TEXT NOT NULL DEFAULT 'text';  -- text, html
ALTER TABLE document ADD COLUMN canonical TEXT;                       -- the address that the page gives itself
ALTER TABLE document ADD COLUMN published_element TEXT;               -- what on the page gave the date: meta …, json-ld …, time, line, address
ALTER TABLE document ADD COLUMN captions_at TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(captions_at));  -- of pictures and videos

ALTER TABLE other_date ADD COLUMN element TEXT;                       -- as published_element

CREATE TABLE link (             -- links of the body that lead elsewhere
  document TEXT NOT NULL REFERENCES document (id),
  nth      INTEGER NOT NULL,
  words    TEXT NOT NULL,
  words_at TEXT NOT NULL CHECK (json_valid(words_at)),
  href     TEXT NOT NULL,
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;
