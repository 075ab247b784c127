UPDATE source SET n_attributions = n_attributions - gone.n
FROM (SELECT folded(source_name) AS folded, count(*) AS n FROM attribution WHERE document = :document GROUP BY 1) gone
WHERE source.folded = gone.folded;
