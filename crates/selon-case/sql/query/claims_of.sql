-- All of one document, in text order.
SELECT * FROM claim WHERE document = :document ORDER BY nth;
