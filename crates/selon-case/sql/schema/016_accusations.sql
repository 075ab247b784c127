-- Who accuses whom, claim by claim and counted, so that nobody need read all claims to tell. Of linked documents.

CREATE TABLE accusation (
  place        INTEGER PRIMARY KEY,  -- of the claim, as in "words": the last added is the greatest
  document     TEXT NOT NULL REFERENCES document (id),
  nth          INTEGER NOT NULL,     -- of the claim
  event        TEXT NOT NULL,        -- of what: ACCUSE where that is all that is told
  outlet       TEXT NOT NULL,        -- that tells it; its document where none is known
  country      TEXT NOT NULL,        -- of the outlet, ISO 3166-1 alpha-2; -- where that is not known
  accuser      TEXT NOT NULL,        -- an entity, or w- and folded words
  accuser_name TEXT NOT NULL,        -- in the article's words
  accused      TEXT NOT NULL         -- an entity; - where nobody is named
) STRICT;

CREATE INDEX accusation_by_document ON accusation (document);
CREATE INDEX accusation_by_pair ON accusation (accused, accuser, place);
CREATE INDEX accusation_by_accused ON accusation (accused, place);
CREATE INDEX accusation_by_accuser ON accusation (accuser, place);
CREATE INDEX accusation_by_country ON accusation (country, event, place);
CREATE INDEX accusation_by_event ON accusation (event, place);
CREATE INDEX accusation_by_outlet ON accusation (outlet);

CREATE TABLE accusation_sum (   -- how many; '' stands for all countries, events, accusers, accused
  country TEXT NOT NULL,
  event   TEXT NOT NULL,
  accuser TEXT NOT NULL,
  accused TEXT NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (country, event, accused, accuser)
) STRICT, WITHOUT ROWID;

CREATE INDEX accusation_sum_of_accused ON accusation_sum (country, event, n DESC, accused)
WHERE accuser = '' AND accused NOT IN ('', '-');
CREATE INDEX accusation_sum_of_accuser ON accusation_sum (country, event, accused, n DESC, accuser)
WHERE accuser <> '';
CREATE INDEX accusation_sum_of_pair ON accusation_sum (country, event, n DESC, accused, accuser)
WHERE accuser <> '' AND accused <> '-';

CREATE TABLE outlet_country (   -- where the outlets of documents are based, as far as the lists know
  outlet  TEXT PRIMARY KEY,
  country TEXT NOT NULL         -- ISO 3166-1 alpha-2; -- where that is not known
) STRICT, WITHOUT ROWID;

CREATE TRIGGER accusation_counted_in AFTER INSERT ON accusation
BEGIN
  INSERT INTO accusation_sum (country, event, accuser, accused, n)
  SELECT c.x, e.x, p.accuser, p.accused, 1
  FROM (SELECT '' AS x UNION SELECT new.country) c, (SELECT '' AS x UNION SELECT new.event) e,
       (SELECT '' AS accuser, '' AS accused UNION SELECT '', new.accused
        UNION SELECT new.accuser, new.accused WHERE new.accused <> '-') p
  WHERE true
  ON CONFLICT (country, event, accused, accuser) DO UPDATE SET n = n + 1;
END;

-- No sum has an accuser and all accused, so that each column may be asked for by itself, and the key finds the row.
CREATE TRIGGER accusation_counted_out AFTER DELETE ON accusation
BEGIN
  UPDATE accusation_sum SET n = n - 1
  WHERE country IN ('', old.country) AND event IN ('', old.event)
    AND accused IN ('', old.accused) AND accuser IN ('', old.accuser);
  DELETE FROM accusation_sum
  WHERE n = 0 AND country IN ('', old.country) AND event IN ('', old.event)
    AND accused IN ('', old.accused) AND accuser IN ('', old.accuser);
END;

CREATE TRIGGER accusation_moved AFTER UPDATE OF country ON accusation WHEN old.country <> new.country
BEGIN
  UPDATE accusation_sum SET n = n - 1
  WHERE country = old.country AND event IN ('', old.event)
    AND accused IN ('', old.accused) AND accuser IN ('', old.accuser);
  DELETE FROM accusation_sum
  WHERE n = 0 AND country = old.country AND event IN ('', old.event)
    AND accused IN ('', old.accused) AND accuser IN ('', old.accuser);
  INSERT INTO accusation_sum (country, event, accuser, accused, n)
  SELECT new.country, e.x, p.accuser, p.accused, 1
  FROM (SELECT '' AS x UNION SELECT new.event) e,
       (SELECT '' AS accuser, '' AS accused UNION SELECT '', new.accused
        UNION SELECT new.accuser, new.accused WHERE new.accused <> '-') p
  WHERE true
  ON CONFLICT (country, event, accused, accuser) DO UPDATE SET n = n + 1;
END;
