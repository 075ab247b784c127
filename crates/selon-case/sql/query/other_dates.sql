-- All rows of one document.
SELECT * FROM other_date WHERE document = :document ORDER BY nth;
