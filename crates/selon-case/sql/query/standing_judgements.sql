-- All that holds about one kind of thing, in the order in which it was decided.
SELECT j.nth, j.id, j.made, j.author, j.verb, j.kind, j.subject, j.object, j.subject_words, j.object_words, j.value,
       j.reason, NULL AS undoes, 1 AS holds
FROM v_judgements j
WHERE j.kind = :kind
ORDER BY j.nth
