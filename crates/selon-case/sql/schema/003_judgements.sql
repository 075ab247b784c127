CREATE TABLE judgement (        -- what an analyst decided; rows are added, never changed
  nth           INTEGER PRIMARY KEY,  -- their order
  id            TEXT NOT NULL UNIQUE,
  made          TEXT NOT NULL,  -- ISO 8601, UTC
  author        TEXT NOT NULL,
  verb          TEXT NOT NULL CHECK (verb IN ('same', 'different', 'unsure', 'accept', 'reject', 'rename', 'split',
                                              'move', 'reliability', 'undo')),
  kind          TEXT NOT NULL CHECK (kind IN ('name', 'claim', 'attribution', 'dispute', 'document', 'source')),
  subject       TEXT NOT NULL,  -- a name folded, or an id
  object        TEXT NOT NULL,  -- the other one of a pair, where it is moved to; '' where there is none
  subject_words TEXT NOT NULL,  -- what the analyst saw
  object_words  TEXT NOT NULL,
  value         TEXT,           -- a new name, a grade
  reason        TEXT NOT NULL,  -- '' where none was given
  undoes        TEXT REFERENCES judgement (id)
) STRICT;

CREATE INDEX judgement_by_subject ON judgement (kind, subject, object);
CREATE INDEX judgement_by_object ON judgement (kind, object);
CREATE UNIQUE INDEX judgement_undone_once ON judgement (undoes) WHERE undoes IS NOT NULL;

-- What holds: the last word on each matter that was not taken back. same, different and unsure are one matter, so
-- are accept, reject and unsure about one thing.
CREATE VIEW v_judgements AS
WITH holding AS (
  SELECT j.*, CASE WHEN j.verb IN ('same', 'different', 'accept', 'reject', 'unsure') THEN 'verdict' ELSE j.verb END AS matter
  FROM judgement j
  WHERE j.verb <> 'undo' AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.id)
)
SELECT h.id, h.made, h.author, h.verb, h.kind, h.subject, h.object, h.subject_words, h.object_words, h.value, h.reason,
       h.matter, h.nth
FROM holding h
WHERE NOT EXISTS (SELECT 1 FROM holding l WHERE l.kind = h.kind AND l.subject = h.subject AND l.object = h.object
                                            AND l.matter = h.matter AND l.nth > h.nth);

CREATE TRIGGER judgement_never_changes BEFORE UPDATE ON judgement
BEGIN SELECT raise(ABORT, 'a judgement never changes; undo it and judge again'); END;
CREATE TRIGGER judgement_never_goes BEFORE DELETE ON judgement
BEGIN SELECT raise(ABORT, 'a judgement is never taken out; undo it'); END;
