-- Whom the source of an attribution names.
SELECT n.entity FROM attribution a JOIN voice v ON v.document = a.document AND v.attribution = a.id
     JOIN mention_name m ON m.document = v.document AND m.mention = v.mention JOIN name n ON n.key = m.key
WHERE a.id = :attribution LIMIT 1;
