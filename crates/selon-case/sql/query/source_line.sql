-- A source under its commonest spelling.
SELECT s.folded, (SELECT name FROM spelling p WHERE p.source = s.id ORDER BY p.n_attributions DESC, p.name LIMIT 1), s.n_attributions
FROM source s WHERE s.id = :source;
