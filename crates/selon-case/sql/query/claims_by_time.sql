-- Claims about something that happened in a stretch of time, in order.
SELECT c.document, c.nth FROM claim c
WHERE c.time_from IS NOT NULL
  AND c.time_from >= coalesce(:from, '') AND c.time_from < coalesce(:to, 'A')  -- behind all digits
  AND EXISTS (SELECT 1 FROM searched s WHERE s.document = c.document)
ORDER BY c.time_from, c.time_to, c.document, c.nth LIMIT :most OFFSET :skip;
