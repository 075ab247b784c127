-- The newest versions that have not been linked, in an order that adding does not change.
SELECT d.id FROM document d
WHERE NOT EXISTS (SELECT 1 FROM linked l WHERE l.document = d.id)
  AND NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id)
ORDER BY d.id
LIMIT :most
