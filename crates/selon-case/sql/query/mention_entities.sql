-- Whom do the mentions of a document name? Who has no name is known in that document alone, and left out.
SELECT m.mention, e.id, e.name, e.type
FROM mention_name m JOIN name n ON n.key = m.key JOIN entity e ON e.id = n.entity
WHERE m.document = :document AND e.described = 0;
