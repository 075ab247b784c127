-- Disputes that nobody has rejected, those on which most hangs first.
SELECT d.id FROM dispute d
WHERE NOT EXISTS (SELECT 1 FROM v_judgements j WHERE j.kind = 'dispute' AND j.subject = d.id AND j.verb = 'reject')
ORDER BY d.weight DESC, d.id LIMIT :most OFFSET :skip;
