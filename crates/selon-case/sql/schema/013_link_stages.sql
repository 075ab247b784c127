CREATE TABLE stale_question (   -- keys of questions whose answers changed: they are judged again
  question TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Answers that an analyst moves to another question, or takes out, are found by their claim.
CREATE INDEX answer_by_claim ON answer (claim);

-- Shared text that an analyst may doubt, that with the most words first.
CREATE INDEX reuse_in_doubt ON reuse (n_words DESC, document, other, kind)
WHERE kind = 'translation' OR kind <> 'quotation' AND ground IS NULL;

-- As before, but each judgement is looked up by its subject and not among all.
DROP VIEW v_judgements;
CREATE VIEW v_judgements AS
SELECT h.id, h.made, h.author, h.verb, h.kind, h.subject, h.object, h.subject_words, h.object_words, h.value, h.reason,
       CASE WHEN h.verb IN ('same', 'different', 'accept', 'reject', 'unsure') THEN 'verdict' ELSE h.verb END AS matter,
       h.nth
FROM judgement h
WHERE h.verb <> 'undo'
  AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = h.id)
  AND NOT EXISTS (
        SELECT 1 FROM judgement l
        WHERE l.kind = h.kind AND l.subject = h.subject AND l.object = h.object AND l.nth > h.nth AND l.verb <> 'undo'
          AND CASE WHEN l.verb IN ('same', 'different', 'accept', 'reject', 'unsure') THEN 'verdict' ELSE l.verb END
            = CASE WHEN h.verb IN ('same', 'different', 'accept', 'reject', 'unsure') THEN 'verdict' ELSE h.verb END
          AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = l.id));
