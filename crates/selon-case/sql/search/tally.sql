-- Counts what a document adds (sign 1) or takes away (sign -1).
INSERT INTO tally (what, key, n)
SELECT what, key, :sign * count(*) FROM (
  SELECT 'document' AS what, '' AS key FROM document WHERE id = :document
  UNION ALL SELECT 'outlet', coalesce(outlet, '') FROM document WHERE id = :document
  UNION ALL SELECT 'language', coalesce(language, '') FROM document WHERE id = :document
  UNION ALL SELECT 'published', coalesce(substr(published_from, 1, 10), '') FROM document WHERE id = :document
  UNION ALL SELECT 'attribution', '' FROM attribution WHERE document = :document
  UNION ALL SELECT 'claim', '' FROM claim WHERE document = :document
  UNION ALL SELECT 'event', coalesce(event, '') FROM claim WHERE document = :document
  UNION ALL SELECT 'modality', modality FROM claim WHERE document = :document
  UNION ALL SELECT 'happened', substr(time_from, 1, 10) FROM claim WHERE document = :document AND time_from IS NOT NULL
)
WHERE true
GROUP BY what, key
ORDER BY what, key
ON CONFLICT (what, key) DO UPDATE SET n = n + excluded.n;
