-- For which claims does an article name another outlet?
SELECT v.claim, v.document, d.outlet, coalesce(nullif(a.source_name, ''), v.words), c.words
FROM voice v JOIN linked l ON l.document = v.document JOIN document d ON d.id = v.document
     JOIN claim c ON c.id = v.claim LEFT JOIN attribution a ON a.id = v.attribution
WHERE v.kind = 'outlet' AND v.nth > 0 AND d.outlet IS NOT NULL
ORDER BY v.claim, v.nth;
