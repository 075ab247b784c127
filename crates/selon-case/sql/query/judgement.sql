-- One judgement, by the beginning of its id.
SELECT j.nth, j.id, j.made, j.author, j.verb, j.kind, j.subject, j.object, j.subject_words, j.object_words, j.value,
       j.reason, j.undoes, EXISTS (SELECT 1 FROM v_judgements h WHERE h.id = j.id) AS holds
FROM judgement j
WHERE substr(j.id, 1, length(:id)) = :id
LIMIT 2
