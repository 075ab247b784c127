-- A document's claims.
INSERT INTO words (rowid, text)
SELECT s.first + 1 + c.nth, c.words
FROM searched s JOIN claim c ON c.document = s.document
WHERE s.document = :document
ORDER BY c.nth;
