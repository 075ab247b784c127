-- All of the claims of one document, claim by claim.
SELECT * FROM voice WHERE document = :document ORDER BY claim, nth;
