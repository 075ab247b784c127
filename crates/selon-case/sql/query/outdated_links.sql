-- Documents that were linked and have been replaced since.
SELECT l.document FROM linked l
WHERE EXISTS (SELECT 1 FROM document n WHERE n.replaces = l.document)
ORDER BY l.document
