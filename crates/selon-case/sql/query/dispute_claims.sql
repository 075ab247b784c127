-- The answers to a question and the claims that give them, in order.
SELECT a.nth, a.value, x.claim, x.document, d.doc, d.outlet, x.words, x.words_at, x.note, c.words, c.polarity,
       c.modality, coalesce(s.hedged, 0) OR c.modality = 'hedged',
       (SELECT json_group_array(kind) FROM (SELECT DISTINCT kind FROM evidence e
        WHERE e.document = x.document AND e.claim = x.claim ORDER BY kind)),
       (SELECT json_group_array(name) FROM (SELECT coalesce(nullif(t.source_name, ''), v.words) AS name
        FROM voice v LEFT JOIN attribution t ON t.id = v.attribution
        WHERE v.document = x.document AND v.claim = x.claim AND v.attribution IS NOT NULL ORDER BY v.nth))
FROM dispute_answer a
JOIN dispute_claim x ON x.dispute = a.dispute AND x.nth = a.nth
JOIN claim c ON c.id = x.claim
JOIN document d ON d.id = x.document
LEFT JOIN attribution s ON s.id = c.attribution
WHERE a.dispute = :id
ORDER BY a.nth, d.doc, c.nth;
