-- A few claims that give an answer to a question.
SELECT d.doc, c.words FROM dispute_claim x JOIN document d ON d.id = x.document JOIN claim c ON c.id = x.claim
WHERE x.dispute = :dispute AND x.nth = :nth ORDER BY x.claim LIMIT :most;
