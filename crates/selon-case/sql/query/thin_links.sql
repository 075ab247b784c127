-- Names that were joined by their spelling alone and that nobody has judged: those that name most first.
SELECT l.a, l.b, l.reason, min(a.n_mentions, b.n_mentions) AS n
FROM name_link l JOIN name a ON a.key = l.a JOIN name b ON b.key = l.b
WHERE l.reason IN ('other spelling', 'surname') AND a.entity = b.entity
GROUP BY l.a, l.b
ORDER BY n DESC, l.a, l.b
LIMIT :most;
