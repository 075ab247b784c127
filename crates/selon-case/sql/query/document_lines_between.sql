-- The newest versions of documents that were published in a stretch of time, newest publication first.
SELECT d.id, d.doc, d.version, d.outlet, d.title, d.published_from, d.published_to, d.language, d.status
FROM document d
WHERE d.published_from >= coalesce(:from, '') AND d.published_from < coalesce(:to, 'A')  -- behind all digits
  AND NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id)
ORDER BY d.published_from DESC, d.id LIMIT :most OFFSET :skip;
