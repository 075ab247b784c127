-- Questions: what claims answer, and the questions whose answers are rivals.

CREATE TABLE answer (           -- what a claim of the newest version of a document answers
  document   TEXT NOT NULL REFERENCES document (id),
  nth        INTEGER NOT NULL,
  claim      TEXT NOT NULL REFERENCES claim (id),
  question   TEXT NOT NULL,     -- the key that claims meet by: topic|act|unit|year|parties
  topic      TEXT NOT NULL,     -- relation, backing, doer, partner, count, date, destination, office, service, fact
  act        TEXT NOT NULL,
  event      TEXT,              -- PLOVER type of the claim
  about      TEXT NOT NULL CHECK (json_valid(about)),  -- [{key, name, kind}…]
  unit       TEXT NOT NULL,
  year       TEXT NOT NULL,
  party      TEXT,              -- who or where: s: and a state's code, e: and an entity, w: and folded words
  party_name TEXT,
  is_so      INTEGER,           -- 0: not this party
  side       TEXT CHECK (side IN ('yes', 'no')),
  min        REAL,
  max        REAL,              -- null: open
  counted    TEXT,
  day_from   TEXT,              -- ISO 8601; -06-01 where no year is told
  day_to     TEXT,
  words      TEXT NOT NULL,     -- that give the answer
  words_at   TEXT NOT NULL CHECK (json_valid(words_at)),
  voice      TEXT NOT NULL,     -- who says it, inside the document; '' for the article itself
  hedged     INTEGER NOT NULL CHECK (hedged IN (0, 1)),
  day        INTEGER,           -- of the event, else of publication: a rough count of days, for nearness
  note       TEXT NOT NULL,     -- how the claim came to the question
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_by_question ON answer (question, claim);

CREATE TABLE dispute (          -- a question with rival answers
  id           TEXT PRIMARY KEY,
  question     TEXT NOT NULL,   -- key
  kind         TEXT NOT NULL,   -- who, how_many, whether, when, where, why
  topic        TEXT NOT NULL,
  event        TEXT,            -- PLOVER type of most of its claims
  about        TEXT NOT NULL CHECK (json_valid(about)),
  french       TEXT NOT NULL,   -- the question as a sentence
  english      TEXT NOT NULL,
  n_answers    INTEGER NOT NULL,
  n_claims     INTEGER NOT NULL,
  n_documents  INTEGER NOT NULL,
  n_outlets    INTEGER NOT NULL,
  n_voices     INTEGER NOT NULL,
  weight       INTEGER NOT NULL -- how much hangs on it; lists begin with the greatest
) STRICT;

CREATE INDEX dispute_by_question ON dispute (question);
CREATE INDEX dispute_by_weight ON dispute (weight DESC, id);

CREATE TABLE dispute_answer (   -- a rival answer
  dispute TEXT NOT NULL REFERENCES dispute (id),
  nth     INTEGER NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (dispute, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispute_claim (    -- a claim that gives an answer
  dispute  TEXT NOT NULL REFERENCES dispute (id),
  nth      INTEGER NOT NULL,    -- of the answer
  claim    TEXT NOT NULL REFERENCES claim (id),
  document TEXT NOT NULL REFERENCES document (id),
  words    TEXT NOT NULL,       -- that give the answer
  words_at TEXT NOT NULL CHECK (json_valid(words_at)),
  note     TEXT NOT NULL,
  PRIMARY KEY (dispute, nth, claim)
) STRICT, WITHOUT ROWID;

CREATE INDEX dispute_claim_by_claim ON dispute_claim (claim);

CREATE VIEW v_disputes AS
SELECT d.id, d.kind, d.french AS question, a.value AS answer,
       count(DISTINCT c.claim) AS claims, count(DISTINCT c.document) AS documents, d.weight
FROM dispute d JOIN dispute_answer a ON a.dispute = d.id
     JOIN dispute_claim c ON c.dispute = d.id AND c.nth = a.nth
GROUP BY d.id, a.nth
ORDER BY d.weight DESC, d.id, a.nth;
