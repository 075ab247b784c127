-- The keys of the questions that a claim answers.
SELECT DISTINCT a.question FROM answer a
WHERE a.document = (SELECT c.document FROM claim c WHERE c.id = :claim) AND a.claim = :claim;
