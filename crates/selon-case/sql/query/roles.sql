-- Who and what takes part in the claims of one document?
SELECT r.* FROM role r JOIN claim c ON c.id = r.claim WHERE c.document = :document ORDER BY c.nth, r.role;
