-- Disputes that nobody has judged, the most consequential first.
SELECT d.id FROM dispute d
WHERE NOT EXISTS (
        SELECT 1 FROM v_judgements j WHERE j.kind = 'dispute' AND j.subject = d.id AND j.matter = 'verdict')
ORDER BY d.weight DESC, d.id
LIMIT :most;
