-- All rows of one document.
SELECT * FROM warning WHERE document = :document ORDER BY nth;
