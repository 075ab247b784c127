-- Every judgement ever made, newest first, and whether it still holds.
SELECT j.nth, j.id, j.made, j.author, j.verb, j.kind, j.subject, j.object, j.subject_words, j.object_words, j.value,
       j.reason, j.undoes, EXISTS (SELECT 1 FROM v_judgements h WHERE h.id = j.id) AS holds
FROM judgement j
WHERE (:kind IS NULL OR j.kind = :kind)
  AND (:subject IS NULL OR j.subject = :subject OR j.object = :subject)
ORDER BY j.nth DESC
