INSERT INTO said (source, document, nth)
SELECT s.id, a.document, a.nth
FROM attribution a JOIN source s ON s.folded = folded(a.source_name)
WHERE a.document = :document
ORDER BY a.nth;
