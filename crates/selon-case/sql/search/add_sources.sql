-- Counts a document's sources.
INSERT INTO source (folded, n_attributions)
SELECT folded(source_name), count(*) FROM attribution WHERE document = :document GROUP BY 1 ORDER BY 1
ON CONFLICT (folded) DO UPDATE SET n_attributions = n_attributions + excluded.n_attributions;
