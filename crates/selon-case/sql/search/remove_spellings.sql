UPDATE spelling SET n_attributions = n_attributions - gone.n
FROM (SELECT s.id, a.source_name, count(*) AS n
      FROM attribution a JOIN source s ON s.folded = folded(a.source_name)
      WHERE a.document = :document GROUP BY 1, 2) gone
WHERE spelling.source = gone.id AND spelling.name = gone.source_name;
