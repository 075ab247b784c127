-- What stands at places in "words", and by what it is narrowed.
SELECT p.value, s.first < p.value, c.event, c.modality, d.outlet, substr(d.published_from, 1, 4), d.language
FROM json_each(:places) p
CROSS JOIN searched s ON s.first = (SELECT max(x.first) FROM searched x WHERE x.first <= p.value)
JOIN document d ON d.id = s.document
LEFT JOIN claim c ON c.document = s.document AND c.nth = p.value - s.first - 1;
