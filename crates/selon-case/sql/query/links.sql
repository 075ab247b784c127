-- The links of a document's body, in text order.
SELECT * FROM link WHERE document = :document ORDER BY nth;
