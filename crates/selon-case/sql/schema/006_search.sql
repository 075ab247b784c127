-- Searching, counting and leafing without reading the whole case. All of this is made from the tables above,
-- of the newest version of each document, in the transaction that adds it.

CREATE TABLE searched (         -- documents that can be searched, and their places in "words"
  document TEXT PRIMARY KEY REFERENCES document (id),
  first    INTEGER NOT NULL UNIQUE,  -- rowid of the text in "words"; that of claim nth is first + 1 + nth
  n_claims INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Full text of articles and claims, without case and accents. Only the index is kept, the words are where they
-- were. "facets" holds marks to narrow by: article or claim, eACCUSE, ahedged, pdenied, y2022, m202205, lfr,
-- and o with a hash of the outlet's name.
CREATE VIRTUAL TABLE words USING fts5 (
  text, facets, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE source (           -- who is said to say something; spellings that differ in case, accents and marks are one
  id             INTEGER PRIMARY KEY,
  folded         TEXT NOT NULL UNIQUE,  -- lower case, without accents; '' where nobody is named
  n_attributions INTEGER NOT NULL
) STRICT;

CREATE INDEX source_by_number ON source (n_attributions);

CREATE TABLE spelling (         -- how a source is spelt, and how often
  source         INTEGER NOT NULL REFERENCES source (id),
  name           TEXT NOT NULL,
  n_attributions INTEGER NOT NULL,
  PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE said (             -- which attributions have a source
  source   INTEGER NOT NULL REFERENCES source (id),
  document TEXT NOT NULL REFERENCES document (id),
  nth      INTEGER NOT NULL,    -- of the attribution
  PRIMARY KEY (source, document, nth)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE source_words USING fts5 (
  name, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE tally (            -- how many there are
  what TEXT NOT NULL,           -- document, attribution, claim; outlet, language, published (documents); event, modality, happened (claims)
  key  TEXT NOT NULL,           -- '' or the value; of published and happened the day, month or year
  n    INTEGER NOT NULL,
  PRIMARY KEY (what, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_by_outlet ON document (outlet, published_from);
CREATE INDEX document_by_publication ON document (published_from);
CREATE INDEX claim_by_time ON claim (time_from, time_to) WHERE time_from IS NOT NULL;
