PRAGMA application_id = 1399155823;  -- "Selo" in ASCII: the file says what it is

-- Schema 1 of a Selon case file. docs/case-file.md tells it in prose; the comments below stay in the file.
--
-- A span is a JSON list of half-open ranges, [[start,end],…], in Unicode scalar values of the document's
-- text, as substr(text, start + 1, end - start) counts. A column x_at holds the span of the words in column
-- x; ranges that do not touch are joined there by ' … '. document.text_sha256 names the text that all spans
-- of its records lie in. Ids are made from what they name (see docs/case-file.md), never counted. Rows are
-- kept in order of their document, so that an article is added and read in one place of the file.

CREATE TABLE run (              -- one execution of the program that added something
  id       TEXT PRIMARY KEY,
  started  TEXT NOT NULL,       -- ISO 8601, UTC
  finished TEXT,                -- null while it runs, or where it was killed
  program  TEXT NOT NULL,       -- the program and its version
  model    TEXT NOT NULL,       -- the trained pipeline, its version, and its SHA-256 where it is known
  lexicon  TEXT NOT NULL        -- the extraction's word lists
) STRICT;

CREATE TABLE text (             -- texts never change and are kept once
  sha256  TEXT PRIMARY KEY,     -- of the UTF-8 bytes
  n_chars INTEGER NOT NULL,     -- Unicode scalar values
  text    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE page (             -- bytes as they came, where they are not the bytes of a row of "text"
  sha256 TEXT PRIMARY KEY,
  bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (         -- one page under one path or address, in one state
  id               TEXT PRIMARY KEY,
  doc              TEXT NOT NULL,        -- path or address as given
  version          INTEGER NOT NULL,     -- 1 for the first state that was added under this path, then 2, …
  replaces         TEXT REFERENCES document (id),  -- the version before
  run              TEXT NOT NULL REFERENCES run (id),
  added            TEXT NOT NULL,        -- ISO 8601, UTC
  sha256           TEXT NOT NULL,        -- of the bytes as they came
  text_sha256      TEXT NOT NULL REFERENCES text (sha256),
  encoding         TEXT NOT NULL,        -- WHATWG name
  status           TEXT NOT NULL,        -- 'read', or why it was only kept: 'not-french'
  language         TEXT,                 -- BCP 47
  outlet           TEXT,
  outlet_at        TEXT CHECK (json_valid(outlet_at)),   -- null: from the address or file name
  title            TEXT,
  title_at         TEXT CHECK (json_valid(title_at)),
  byline           TEXT,
  byline_at        TEXT CHECK (json_valid(byline_at)),
  published_from   TEXT,                 -- ISO 8601, as precise as the page states it
  published_to     TEXT,
  published_at     TEXT CHECK (json_valid(published_at)),
  published_source TEXT CHECK (published_source IN ('declared', 'guessed')),
  retrieved        TEXT,                 -- when the page was fetched; null for files
  body_at          TEXT NOT NULL CHECK (json_valid(body_at)),         -- paragraphs and headings, one range a line
  boilerplate_at   TEXT NOT NULL CHECK (json_valid(boilerplate_at)),  -- menus, comment forms, share links
  UNIQUE (doc, version),
  UNIQUE (doc, sha256)
) STRICT;

CREATE INDEX document_by_bytes ON document (sha256);
CREATE INDEX document_by_text ON document (text_sha256);
CREATE INDEX document_by_replaced ON document (replaces);

CREATE TABLE credit (           -- lines that credit somebody for the whole page
  document TEXT NOT NULL REFERENCES document (id),
  nth      INTEGER NOT NULL,
  credited TEXT NOT NULL,       -- whom
  words    TEXT NOT NULL,       -- the whole line
  words_at TEXT NOT NULL CHECK (json_valid(words_at)),
  name_at  TEXT NOT NULL CHECK (json_valid(name_at)),
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE other_date (       -- dates of the page that are not its publication date
  document  TEXT NOT NULL REFERENCES document (id),
  nth       INTEGER NOT NULL,
  kind      TEXT NOT NULL,      -- page_view, update, crawl
  date_from TEXT NOT NULL,
  date_to   TEXT NOT NULL,
  words     TEXT NOT NULL,
  words_at  TEXT NOT NULL CHECK (json_valid(words_at)),
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE warning (          -- what could not be read as it should
  document TEXT NOT NULL REFERENCES document (id),
  nth      INTEGER NOT NULL,
  name     TEXT NOT NULL,       -- invalid-utf8
  message  TEXT NOT NULL,
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE failure (          -- what could not be read at all
  doc     TEXT NOT NULL,
  message TEXT NOT NULL,
  run     TEXT NOT NULL REFERENCES run (id),   -- the first run that met it
  PRIMARY KEY (doc, message)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution (      -- who is said to say what
  id          TEXT NOT NULL UNIQUE,
  document    TEXT NOT NULL REFERENCES document (id),
  nth         INTEGER NOT NULL, -- place in text order
  parent      TEXT REFERENCES attribution (id) DEFERRABLE INITIALLY DEFERRED,
  source      TEXT NOT NULL,    -- '' where nobody is named
  source_at   TEXT NOT NULL CHECK (json_valid(source_at)),
  source_name TEXT NOT NULL,    -- the source by its name, where the article names it elsewhere
  cue         TEXT NOT NULL,
  cue_at      TEXT NOT NULL CHECK (json_valid(cue_at)),
  content     TEXT NOT NULL,
  content_at  TEXT NOT NULL CHECK (json_valid(content_at)),
  kind        TEXT NOT NULL,    -- direct, indirect, mixed
  stance      TEXT NOT NULL,    -- asserts, denies, orders, asks, intends, supposes
  hedged      INTEGER NOT NULL CHECK (hedged IN (0, 1)),
  source_kind TEXT NOT NULL,
  rule        TEXT NOT NULL,    -- the rule that fired
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (          -- a span that refers to somebody or something
  id       TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document (id),
  nth      INTEGER NOT NULL,
  words    TEXT NOT NULL,
  words_at TEXT NOT NULL CHECK (json_valid(words_at)),
  kind     TEXT NOT NULL,       -- name, description, pronoun
  label    TEXT NOT NULL,       -- the pipeline's type of a name: PER, LOC, ORG, MISC; else ''
  first    TEXT NOT NULL,       -- id of the first mention of the same referent here; its own for that one
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (            -- one clause read as predicate and roles
  id           TEXT NOT NULL UNIQUE,
  document     TEXT NOT NULL REFERENCES document (id),
  nth          INTEGER NOT NULL,
  attribution  TEXT REFERENCES attribution (id), -- the innermost whose content holds it; null: the article's own
  words        TEXT NOT NULL,
  words_at     TEXT NOT NULL CHECK (json_valid(words_at)),
  predicate    TEXT NOT NULL,
  predicate_at TEXT NOT NULL CHECK (json_valid(predicate_at)),
  lemma        TEXT NOT NULL,
  event        TEXT,            -- PLOVER type
  time         TEXT,            -- as written
  time_at      TEXT CHECK (json_valid(time_at)),
  time_from    TEXT,            -- ISO 8601
  time_to      TEXT,
  polarity     TEXT NOT NULL,   -- affirmed, denied
  modality     TEXT NOT NULL,   -- asserted, hedged, possible, obliged, intended, asked
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (             -- the participants of a claim
  document TEXT NOT NULL REFERENCES document (id),
  claim    TEXT NOT NULL REFERENCES claim (id),
  role     TEXT NOT NULL CHECK (role IN ('agent', 'patient', 'recipient', 'place')),
  words    TEXT NOT NULL,
  words_at TEXT NOT NULL CHECK (json_valid(words_at)),
  mention  TEXT,
  PRIMARY KEY (document, claim, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE quantity (         -- how many
  document    TEXT NOT NULL REFERENCES document (id),
  claim       TEXT NOT NULL REFERENCES claim (id),
  nth         INTEGER NOT NULL,
  words       TEXT NOT NULL,
  words_at    TEXT NOT NULL CHECK (json_valid(words_at)),
  min         REAL,
  max         REAL,             -- null: open
  approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
  unit        TEXT,             -- the noun that is counted, or %
  PRIMARY KEY (document, claim, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE voice (            -- the chain of a claim, from the outlet (0) to the voice closest to the fact
  document    TEXT NOT NULL REFERENCES document (id),
  claim       TEXT NOT NULL REFERENCES claim (id),
  nth         INTEGER NOT NULL,
  words       TEXT NOT NULL,    -- '' for the article itself
  words_at    TEXT NOT NULL CHECK (json_valid(words_at)),
  mention     TEXT,
  kind        TEXT NOT NULL,
  attribution TEXT REFERENCES attribution (id),
  PRIMARY KEY (document, claim, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (         -- what a claim is said to rest on
  document TEXT NOT NULL REFERENCES document (id),
  claim    TEXT NOT NULL REFERENCES claim (id),
  nth      INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  words    TEXT NOT NULL,
  words_at TEXT NOT NULL CHECK (json_valid(words_at)),
  PRIMARY KEY (document, claim, nth)
) STRICT, WITHOUT ROWID;

-- Views: what people ask for, joined.

CREATE VIEW v_documents AS
SELECT d.id, d.doc, d.version,
       NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id) AS newest,
       d.outlet, d.title, d.byline, d.published_from, d.published_to, d.language, d.status, d.added,
       (SELECT group_concat(credited, ', ') FROM credit c WHERE c.document = d.id) AS credits,
       (SELECT count(*) FROM attribution a WHERE a.document = d.id) AS attributions,
       (SELECT count(*) FROM claim c WHERE c.document = d.id) AS claims,
       (SELECT count(*) FROM document o WHERE o.sha256 = d.sha256 AND o.id <> d.id) AS copies,
       t.n_chars, d.sha256
FROM document d JOIN text t ON t.sha256 = d.text_sha256;

CREATE VIEW v_pages AS
SELECT d.id, d.doc, d.version, coalesce(p.bytes, CAST(t.text AS BLOB)) AS bytes, t.text
FROM document d JOIN text t ON t.sha256 = d.text_sha256 LEFT JOIN page p ON p.sha256 = d.sha256;

CREATE VIEW v_attributions AS
SELECT a.id, d.doc, d.version, a.source, a.source_name, a.source_kind, a.cue, a.stance, a.hedged, a.kind,
       a.content, p.source_name AS within, a.parent, a.rule
FROM attribution a JOIN document d ON d.id = a.document LEFT JOIN attribution p ON p.id = a.parent;

CREATE VIEW v_claims AS
SELECT c.id, d.doc, d.version, d.outlet, d.published_from AS published, c.words, c.lemma, c.event,
       (SELECT words FROM role r WHERE r.document = c.document AND r.claim = c.id AND r.role = 'agent') AS agent,
       (SELECT words FROM role r WHERE r.document = c.document AND r.claim = c.id AND r.role = 'patient') AS patient,
       (SELECT words FROM role r WHERE r.document = c.document AND r.claim = c.id AND r.role = 'recipient') AS recipient,
       (SELECT words FROM role r WHERE r.document = c.document AND r.claim = c.id AND r.role = 'place') AS place,
       c.time, c.time_from, c.time_to,
       (SELECT group_concat(words, '; ') FROM quantity q WHERE q.document = c.document AND q.claim = c.id) AS quantities,
       c.polarity, c.modality,
       (SELECT group_concat(kind, ', ') FROM evidence e WHERE e.document = c.document AND e.claim = c.id) AS evidence,
       a.source_name AS said_by, c.attribution
FROM claim c JOIN document d ON d.id = c.document LEFT JOIN attribution a ON a.id = c.attribution;

CREATE VIEW v_chains AS
SELECT v.claim, v.nth AS step,
       CASE WHEN v.words <> '' THEN v.words ELSE coalesce(d.outlet, d.doc) END AS voice,
       v.kind, a.cue, a.stance, a.hedged, c.words AS claimed, d.doc, v.attribution
FROM voice v JOIN claim c ON c.id = v.claim JOIN document d ON d.id = c.document
     LEFT JOIN attribution a ON a.id = v.attribution
ORDER BY v.claim, v.nth;

CREATE VIEW v_spans AS
WITH field (record, document, field, at) AS (
  SELECT id, id, 'outlet', outlet_at FROM document
  UNION ALL SELECT id, id, 'title', title_at FROM document
  UNION ALL SELECT id, id, 'byline', byline_at FROM document
  UNION ALL SELECT id, id, 'published', published_at FROM document
  UNION ALL SELECT id, id, 'body', body_at FROM document
  UNION ALL SELECT id, id, 'boilerplate', boilerplate_at FROM document
  UNION ALL SELECT document, document, 'credit', words_at FROM credit
  UNION ALL SELECT document, document, kind, words_at FROM other_date
  UNION ALL SELECT id, document, 'source', source_at FROM attribution
  UNION ALL SELECT id, document, 'cue', cue_at FROM attribution
  UNION ALL SELECT id, document, 'content', content_at FROM attribution
  UNION ALL SELECT id, document, 'mention', words_at FROM mention
  UNION ALL SELECT id, document, 'claim', words_at FROM claim
  UNION ALL SELECT id, document, 'predicate', predicate_at FROM claim
  UNION ALL SELECT id, document, 'time', time_at FROM claim
  UNION ALL SELECT claim, document, role, words_at FROM role
  UNION ALL SELECT claim, document, 'quantity', words_at FROM quantity
  UNION ALL SELECT claim, document, 'voice', words_at FROM voice
  UNION ALL SELECT claim, document, 'evidence', words_at FROM evidence
)
SELECT f.record, f.field, j.key AS part, j.value ->> 0 AS start, j.value ->> 1 AS "end",
       substr(t.text, (j.value ->> 0) + 1, (j.value ->> 1) - (j.value ->> 0)) AS words,
       d.doc, t.sha256 AS text_sha256
FROM field f JOIN document d ON d.id = f.document JOIN text t ON t.sha256 = d.text_sha256,
     json_each(f.at) j;

CREATE VIEW v_failures AS
SELECT f.doc, f.message, r.started AS first_met,
       EXISTS (SELECT 1 FROM document d WHERE d.doc = f.doc) AS read_at_another_time
FROM failure f JOIN run r ON r.id = f.run;

-- A text and the bytes of a page never change.
CREATE TRIGGER text_never_changes BEFORE UPDATE ON text
BEGIN SELECT raise(ABORT, 'a stored text never changes'); END;
CREATE TRIGGER page_never_changes BEFORE UPDATE ON page
BEGIN SELECT raise(ABORT, 'the bytes of a page never change'); END;
