-- Pairs of short words are terms, too: the program fills the table anew.
DELETE FROM posting;

-- What lists leaf through, in their order and newest versions alone, so that a page far behind passes over the others
-- in an index.
ALTER TABLE searched ADD COLUMN published TEXT;  -- as document.published_from
UPDATE searched SET published = (SELECT d.published_from FROM document d WHERE d.id = searched.document);
CREATE INDEX searched_by_publication ON searched (published DESC, document);

CREATE TABLE timed (            -- claims that tell when
  time_from TEXT NOT NULL,
  time_to   TEXT NOT NULL,      -- '' where it is open
  document  TEXT NOT NULL REFERENCES document (id),
  nth       INTEGER NOT NULL,   -- of the claim
  PRIMARY KEY (time_from, time_to, document, nth)
) STRICT, WITHOUT ROWID;

CREATE INDEX timed_by_document ON timed (document);
INSERT INTO timed (time_from, time_to, document, nth)
SELECT c.time_from, coalesce(c.time_to, ''), c.document, c.nth
FROM claim c JOIN searched s ON s.document = c.document
WHERE c.time_from IS NOT NULL;

DROP INDEX source_by_number;
CREATE INDEX source_by_number ON source (n_attributions DESC, folded);
