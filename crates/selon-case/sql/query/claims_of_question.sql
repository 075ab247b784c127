-- Which claims answer one question, and how?
SELECT x.claim, x.document, d.doc, d.outlet, x.words, x.words_at, x.note, c.words, c.polarity, c.modality, x.hedged,
       (SELECT json_group_array(kind) FROM (SELECT DISTINCT kind FROM evidence e
        WHERE e.document = x.document AND e.claim = x.claim ORDER BY kind)),
       (SELECT json_group_array(name) FROM (SELECT coalesce(nullif(t.source_name, ''), v.words) AS name
        FROM voice v LEFT JOIN attribution t ON t.id = v.attribution
        WHERE v.document = x.document AND v.claim = x.claim AND v.attribution IS NOT NULL ORDER BY v.nth)),
       x.party, x.party_name, x.is_so, x.side, x.min, x.max, x.counted, x.day_from, x.day_to
FROM answer x JOIN claim c ON c.id = x.claim JOIN document d ON d.id = x.document
WHERE x.question = :question
ORDER BY x.claim, x.nth
LIMIT :most;
