-- A document's claims.
INSERT INTO words (rowid, text, facets)
SELECT s.first + 1 + c.nth, c.words,
       'claim ' || coalesce('e' || c.event || ' ', '') || 'a' || c.modality || ' p' || c.polarity || ' ' || :facets
FROM searched s JOIN claim c ON c.document = s.document
WHERE s.document = :document
ORDER BY c.nth;
