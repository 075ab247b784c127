DELETE FROM spelling WHERE n_attributions = 0 AND source IN (
  SELECT s.id FROM attribution a JOIN source s ON s.folded = folded(a.source_name) WHERE a.document = :document);
