-- Countries that are named, as land or as state: they have outlines, and no point.
SELECT e.id, e.country, e.n_documents
FROM name n JOIN entity e ON e.id = n.entity
WHERE (n.key >= 'land:' AND n.key < 'land;' OR n.key >= 'state:' AND n.key < 'state;')
  AND e.country IS NOT NULL AND e.lat IS NULL
ORDER BY e.country, e.n_documents DESC, e.id;
