-- All rows of one document.
SELECT * FROM credit WHERE document = :document ORDER BY nth;
