-- All of the claims of one document, claim by claim.
SELECT * FROM quantity WHERE document = :document ORDER BY claim, nth;
