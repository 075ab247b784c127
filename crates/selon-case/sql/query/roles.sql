-- All of the claims of one document, claim by claim.
SELECT * FROM role WHERE document = :document ORDER BY claim, role;
