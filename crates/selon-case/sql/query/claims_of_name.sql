-- In how many claims has a name a part?
SELECT count(DISTINCT r.claim)
FROM document_name n JOIN mention_name x ON x.document = n.document AND x.key = n.key
     JOIN role r ON r.document = x.document AND r.mention = x.mention
WHERE n.key = :key;
