-- The newest versions of documents that were published in a stretch of time, newest publication first.
SELECT d.id, d.doc, d.version, d.outlet, d.title, d.published_from, d.published_to, d.language, d.status
FROM (
  SELECT document FROM searched
  WHERE published >= coalesce(:from, '') AND published < coalesce(:to, 'A')  -- behind all digits
  ORDER BY published DESC, document LIMIT :most OFFSET :skip
) shown CROSS JOIN document d ON d.id = shown.document
ORDER BY d.published_from DESC, d.id;
