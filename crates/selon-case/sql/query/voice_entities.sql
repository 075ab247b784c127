-- Whom do the mentions name that are voices behind an article? Who has no name is known in that document alone, and
-- left out.
SELECT m.mention, e.id, e.name, e.type
FROM mention_name m JOIN name n ON n.key = m.key JOIN entity e ON e.id = n.entity
WHERE m.document = :document AND e.described = 0
  AND m.mention IN (SELECT v.mention FROM voice v WHERE v.document = :document AND v.nth > 0);
