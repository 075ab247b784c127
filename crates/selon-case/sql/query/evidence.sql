-- All of the claims of one document, claim by claim.
SELECT * FROM evidence WHERE document = :document ORDER BY claim, nth;
