-- The answers to a question, and how many claims give each.
SELECT a.value, (SELECT count(DISTINCT c.claim) FROM dispute_claim c WHERE c.dispute = a.dispute AND c.nth = a.nth)
FROM dispute_answer a WHERE a.dispute = :id ORDER BY a.nth;
