-- The newest versions of the documents of an outlet, newest publication first.
SELECT d.id, d.doc, d.version, d.outlet, d.title, d.published_from, d.published_to, d.language, d.status
FROM document d
WHERE d.outlet = :outlet
  AND (:from IS NULL OR d.published_from >= :from)
  AND (:to IS NULL OR d.published_from < :to)
  AND NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id)
ORDER BY d.published_from DESC, d.id LIMIT :most OFFSET :skip;
