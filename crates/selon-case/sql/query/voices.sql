-- All of the claims of one document, claim by claim.
SELECT x.* FROM voice x JOIN claim c ON c.id = x.claim WHERE c.document = :document ORDER BY c.nth, x.nth;
