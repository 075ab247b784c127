INSERT INTO spelling (source, name, n_attributions)
SELECT s.id, a.source_name, count(*)
FROM attribution a JOIN source s ON s.folded = folded(a.source_name)
WHERE a.document = :document
GROUP BY 1, 2 ORDER BY 1, 2
ON CONFLICT (source, name) DO UPDATE SET n_attributions = n_attributions + excluded.n_attributions;
