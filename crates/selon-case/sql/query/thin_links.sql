-- Names that were joined by their spelling alone: those that name most first. Looked at are the links of the names with
-- the most mentions.
SELECT l.a, l.b, l.reason, min(n.n_mentions, b.n_mentions) AS n
FROM (SELECT key, n_mentions, entity FROM name ORDER BY n_mentions DESC, key LIMIT :names) n
     CROSS JOIN name_link l ON l.a = n.key
     CROSS JOIN name b ON b.key = l.b
WHERE l.reason IN ('other spelling', 'surname') AND n.entity = b.entity
GROUP BY l.a, l.b
ORDER BY n DESC, l.a, l.b
LIMIT :most;
