-- Which outlets does a document name as sources, and where?
SELECT CASE WHEN source_name <> '' THEN source_name ELSE source END, source_at FROM attribution
WHERE document = :document AND source_kind = 'outlet'
ORDER BY nth;
