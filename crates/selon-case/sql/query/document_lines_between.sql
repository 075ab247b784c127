-- The newest versions of documents that were published in a stretch of time, newest publication first.
SELECT d.id, d.doc, d.version, d.outlet, d.title, d.published_from, d.published_to, d.language, d.status
FROM (
  SELECT i.id FROM document i
  WHERE i.published_from >= coalesce(:from, '') AND i.published_from < coalesce(:to, 'A')  -- behind all digits
    AND NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = i.id)
  ORDER BY i.published_from DESC, i.id LIMIT :most OFFSET :skip
) shown CROSS JOIN document d ON d.id = shown.id
ORDER BY d.published_from DESC, d.id;
