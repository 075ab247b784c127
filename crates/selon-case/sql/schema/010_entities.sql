-- Entities: whom the newest versions of documents name. A "key" is a name before documents are compared: an entry of
-- the word lists or the gazetteer, a folded spelling, or somebody whom one document describes without a name.

CREATE TABLE name (             -- a key, and the entity that it belongs to
  key         TEXT PRIMARY KEY,
  entity      TEXT NOT NULL REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  origin      TEXT NOT NULL CHECK (origin IN ('entry', 'spelling', 'described')),
  shown       TEXT,             -- of an entry: its name, type and place in the lists
  type        TEXT,
  country     TEXT,
  geonames    INTEGER,
  lat         REAL,
  lon         REAL,
  n_mentions  INTEGER NOT NULL,
  n_documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX name_by_entity ON name (entity);

CREATE TABLE name_type (        -- what documents take a spelling for
  key         TEXT NOT NULL REFERENCES name (key),
  type        TEXT NOT NULL,
  n_documents INTEGER NOT NULL,
  PRIMARY KEY (key, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE name_form (        -- the words that name a key, over all documents
  key         TEXT NOT NULL REFERENCES name (key),
  text        TEXT NOT NULL,
  is_name     INTEGER NOT NULL CHECK (is_name IN (0, 1)),  -- 0: a description, an office, a surname
  n_mentions  INTEGER NOT NULL,
  n_documents INTEGER NOT NULL,
  PRIMARY KEY (key, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_name (    -- whom a document names
  document   TEXT NOT NULL REFERENCES document (id),
  key        TEXT NOT NULL REFERENCES name (key),
  type       TEXT NOT NULL,     -- what the document takes it for
  n_mentions INTEGER NOT NULL,
  PRIMARY KEY (document, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_name_by_key ON document_name (key, document);

CREATE TABLE document_form (    -- under which words, and why these words stand for it
  document   TEXT NOT NULL REFERENCES document (id),
  key        TEXT NOT NULL REFERENCES name (key),
  nth        INTEGER NOT NULL,
  text       TEXT NOT NULL,
  n_mentions INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  detail     TEXT NOT NULL,     -- what the reason rests on: the name in the list, who holds the office
  because    TEXT NOT NULL,     -- words of the document that the reason rests on; may be ''
  because_at TEXT NOT NULL CHECK (json_valid(because_at)),
  PRIMARY KEY (document, key, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention_name (     -- whom a mention names or refers to
  document TEXT NOT NULL REFERENCES document (id),
  mention  TEXT NOT NULL,
  key      TEXT NOT NULL REFERENCES name (key),
  PRIMARY KEY (document, mention)
) STRICT, WITHOUT ROWID;

CREATE TABLE name_equation (    -- acronyms that documents introduce for spellings
  document TEXT NOT NULL REFERENCES document (id),
  short    TEXT NOT NULL,
  long     TEXT NOT NULL,
  words    TEXT NOT NULL,
  words_at TEXT NOT NULL CHECK (json_valid(words_at)),
  PRIMARY KEY (document, short)
) STRICT, WITHOUT ROWID;

CREATE INDEX name_equation_by_short ON name_equation (short);
CREATE INDEX name_equation_by_long ON name_equation (long);

CREATE TABLE name_block (       -- spellings that are compared: those with the same consonants
  block TEXT NOT NULL,
  key   TEXT NOT NULL REFERENCES name (key),
  PRIMARY KEY (block, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE name_link (        -- two keys that are one entity, and why
  block  TEXT NOT NULL,         -- where it comes from: a block, 'acronym', 'judgement'
  a      TEXT NOT NULL,
  b      TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (block, a, b)
) STRICT, WITHOUT ROWID;

CREATE INDEX name_link_by_a ON name_link (a);
CREATE INDEX name_link_by_b ON name_link (b);

CREATE TABLE entity (           -- somebody or something, under all its names
  id          TEXT PRIMARY KEY, -- made from its entry, else from its first spelling
  name        TEXT NOT NULL,
  type        TEXT NOT NULL,    -- person, group, state, organisation, outlet, place, artefact, other
  country     TEXT,             -- ISO 3166-1 alpha-2
  geonames    INTEGER,          -- GeoNames id
  lat         REAL,
  lon         REAL,
  described   INTEGER NOT NULL CHECK (described IN (0, 1)),  -- 1: without a name, of one document alone
  n_mentions  INTEGER NOT NULL,
  n_documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_by_size ON entity (described, n_mentions DESC, id);

CREATE VIEW v_entities AS
SELECT e.id, e.name, e.type, e.country, e.geonames, e.lat, e.lon, e.described, e.n_mentions, e.n_documents,
       (SELECT group_concat(f.text, '; ') FROM name n JOIN name_form f ON f.key = n.key WHERE n.entity = e.id) AS names
FROM entity e;

CREATE VIEW v_mention_entities AS
SELECT m.document, d.doc, m.mention, n.entity, e.name, e.type
FROM mention_name m JOIN name n ON n.key = m.key JOIN entity e ON e.id = n.entity JOIN document d ON d.id = m.document;
