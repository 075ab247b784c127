-- The newest versions that cannot be searched yet, as they lie in the file.
SELECT d.id FROM document d
WHERE NOT EXISTS (SELECT 1 FROM searched s WHERE s.document = d.id)
  AND NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id)
ORDER BY d.added, d.id;
