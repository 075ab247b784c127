-- Claims that answer disputed questions and that nobody has judged, those of the disputes on which most hangs first.
SELECT x.claim, x.document, x.nth, d.french, d.english
FROM dispute d CROSS JOIN dispute_claim x ON x.dispute = d.id  -- in this order: few of the claims are read
WHERE NOT EXISTS (
        SELECT 1 FROM v_judgements j WHERE j.kind = 'claim' AND j.subject = x.claim AND j.object = '' AND j.matter = 'verdict')
  AND NOT EXISTS (
        SELECT 1 FROM v_judgements j WHERE j.kind = 'dispute' AND j.subject = d.id AND j.verb = 'reject')
ORDER BY d.weight DESC, d.id, x.nth, x.claim LIMIT :most;
