-- The words that name an entity, the commonest first.
SELECT f.text, sum(f.n_mentions) AS n, sum(f.n_documents), max(f.is_name)
FROM name n JOIN name_form f ON f.key = n.key WHERE n.entity = :entity
GROUP BY f.text ORDER BY n DESC, f.text LIMIT :most;
