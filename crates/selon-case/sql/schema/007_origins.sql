-- Who has whose text. What is in "reuse" is found through "shingle": documents that share keys of runs of words
-- (or, across languages, of names and numbers) are compared word by word.

CREATE TABLE text_key (         -- documents whose text is compared with others'
  key      INTEGER PRIMARY KEY, -- made from the document's id
  document TEXT NOT NULL UNIQUE REFERENCES document (id)
) STRICT;

CREATE TABLE shingle (          -- keys of a document's body
  hash INTEGER NOT NULL,        -- 48 bits
  key  INTEGER NOT NULL,        -- text_key
  kind INTEGER NOT NULL CHECK (kind IN (0, 1, 2)),  -- 0 the article's own words, 1 quoted words, 2 names and numbers
  PRIMARY KEY (hash, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE reuse (            -- two documents that share text
  document    TEXT NOT NULL REFERENCES document (id),  -- has it from "other", where "ground" tells; else the smaller id
  other       TEXT NOT NULL REFERENCES document (id),
  kind        TEXT NOT NULL CHECK (kind IN ('copy', 'excerpt', 'translation', 'quotation')),
  ground      TEXT CHECK (ground IN ('credit', 'citation', 'date', 'containment')), -- what tells who has it from whom
  n_words     INTEGER NOT NULL,  -- that they share; of a translation, words of "document"
  share       INTEGER NOT NULL,  -- percent of the words of "document"
  other_share INTEGER NOT NULL,
  at          TEXT NOT NULL CHECK (json_valid(at)),       -- passages in "document", in its order
  other_at    TEXT NOT NULL CHECK (json_valid(other_at)), -- the same passages in "other", one by one
  PRIMARY KEY (document, other, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX reuse_by_other ON reuse (other);

CREATE VIEW v_reuse AS
SELECT d.doc, d.outlet, d.published_from AS published, r.kind, r.ground, o.doc AS other_doc, o.outlet AS other_outlet,
       o.published_from AS other_published, r.n_words, r.share, r.other_share
FROM reuse r JOIN document d ON d.id = r.document JOIN document o ON o.id = r.other;

-- What waits to be linked, so that nobody looks for it in the whole case.

CREATE TABLE unlinked (         -- newest versions that have not been linked
  document TEXT PRIMARY KEY REFERENCES document (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outdated (         -- linked or compared documents that a newer version replaced
  document TEXT PRIMARY KEY REFERENCES document (id)
) STRICT, WITHOUT ROWID;

INSERT INTO unlinked (document)
SELECT d.id FROM document d
WHERE NOT EXISTS (SELECT 1 FROM linked l WHERE l.document = d.id)
  AND NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id);

INSERT INTO outdated (document)
SELECT l.document FROM linked l WHERE EXISTS (SELECT 1 FROM document n WHERE n.replaces = l.document);

CREATE TRIGGER document_waits AFTER INSERT ON document
BEGIN
  INSERT INTO unlinked (document) VALUES (new.id);
  DELETE FROM unlinked WHERE document = new.replaces;
  INSERT INTO outdated (document)
  SELECT document FROM linked WHERE document = new.replaces
  UNION SELECT document FROM text_key WHERE document = new.replaces;
END;

CREATE TRIGGER document_is_linked AFTER INSERT ON linked
BEGIN DELETE FROM unlinked WHERE document = new.document; END;
