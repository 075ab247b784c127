DELETE FROM said WHERE (source, document, nth) IN (
  SELECT s.id, a.document, a.nth
  FROM attribution a JOIN source s ON s.folded = folded(a.source_name)
  WHERE a.document = :document);
