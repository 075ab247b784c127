-- What do claims answer to one question? A sample of many: the first by their ids, which are digests.
WITH found (claim, document, nth) AS (
  SELECT * FROM (
    SELECT a.claim, a.document, a.nth FROM answer a
    WHERE a.question = :question
      AND NOT EXISTS (   -- what an analyst took out, or put elsewhere
            SELECT 1 FROM v_judgements j
            WHERE j.kind = 'claim' AND j.subject = a.claim
              AND (j.verb = 'reject' OR j.verb = 'move' AND j.value <> :question))
    ORDER BY a.claim, a.document, a.nth
    LIMIT :most)
  UNION
  SELECT a.claim, a.document, a.nth   -- what an analyst put here
  FROM v_judgements m JOIN answer a ON a.claim = m.subject
  WHERE m.kind = 'claim' AND m.verb = 'move' AND m.value = :question
    AND NOT EXISTS (
          SELECT 1 FROM v_judgements j
          WHERE j.kind = 'claim' AND j.subject = a.claim
            AND (j.verb = 'reject' OR j.verb = 'move' AND j.value <> :question))
)
SELECT a.claim, a.document, coalesce(d.outlet, d.doc), a.voice, a.hedged, a.party, a.party_name, a.is_so, a.side,
       a.min, a.max, a.counted, a.day_from, a.day_to, a.words, a.words_at, a.day, a.note, a.topic, a.act, a.event,
       a.about, a.unit, a.year
FROM found f JOIN answer a ON a.document = f.document AND a.nth = f.nth JOIN document d ON d.id = a.document
ORDER BY f.claim, f.nth
LIMIT :most;
