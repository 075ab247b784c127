-- Whom a document names, the most often first.
SELECT e.id, e.name, e.type, sum(m.n_mentions) AS n
FROM document_name m JOIN name n ON n.key = m.key JOIN entity e ON e.id = n.entity
WHERE m.document = :document AND e.described = 0
GROUP BY e.id ORDER BY n DESC, e.name, e.id LIMIT :most;
