-- All of one document, in text order.
SELECT * FROM mention WHERE document = :document ORDER BY nth;
