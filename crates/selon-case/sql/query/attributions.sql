-- All of one document, in text order.
SELECT * FROM attribution WHERE document = :document ORDER BY nth;
