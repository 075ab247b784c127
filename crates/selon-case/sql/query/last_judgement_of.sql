-- The newest judgement of an author that can be undone.
SELECT j.id FROM judgement j
WHERE j.author = :author AND j.verb <> 'undo' AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.id)
ORDER BY j.nth DESC
LIMIT 1
