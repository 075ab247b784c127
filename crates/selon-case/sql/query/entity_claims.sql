-- Where an entity stands in the claims of a document, and the voice of each that is closest to the fact.
WITH part (role, claim) AS (
  SELECT r.role, r.claim
  FROM role r JOIN mention_name m ON m.document = r.document AND m.mention = r.mention JOIN name n ON n.key = m.key
  WHERE r.document = :document AND n.entity = :entity
  UNION
  SELECT 'voice', v.claim
  FROM voice v JOIN mention_name m ON m.document = v.document AND m.mention = v.mention JOIN name n ON n.key = m.key
  WHERE v.document = :document AND v.nth > 0 AND n.entity = :entity
)
SELECT p.role, p.claim, c.nth,
       (SELECT CASE WHEN v.nth = 0 THEN NULL ELSE coalesce(nullif(a.source_name, ''), v.words) END
        FROM voice v LEFT JOIN attribution a ON a.id = v.attribution
        WHERE v.document = :document AND v.claim = p.claim ORDER BY v.nth DESC LIMIT 1) AS voice
FROM part p JOIN claim c ON c.id = p.claim
ORDER BY c.nth, p.role;
