-- What do claims answer to one question? A sample of many: the first by their ids, which are digests.
SELECT a.claim, a.document, coalesce(d.outlet, d.doc), a.voice, a.hedged, a.party, a.party_name, a.is_so, a.side,
       a.min, a.max, a.counted, a.day_from, a.day_to, a.words, a.words_at, a.day, a.note, a.topic, a.act, a.event,
       a.about, a.unit, a.year
FROM answer a JOIN document d ON d.id = a.document
WHERE (a.question = :question OR a.claim IN (
        SELECT j.subject FROM v_judgements j WHERE j.kind = 'claim' AND j.verb = 'move' AND j.value = :question))
  AND NOT EXISTS (   -- what an analyst took out, or put elsewhere
        SELECT 1 FROM v_judgements j
        WHERE j.kind = 'claim' AND j.subject = a.claim
          AND (j.verb = 'reject' OR j.verb = 'move' AND j.value <> :question))
ORDER BY a.claim, a.nth
LIMIT :most;
