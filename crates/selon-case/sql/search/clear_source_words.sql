DELETE FROM source_words WHERE rowid IN (
  SELECT s.id FROM attribution a JOIN source s ON s.folded = folded(a.source_name)
  WHERE a.document = :document AND s.n_attributions = 0);
