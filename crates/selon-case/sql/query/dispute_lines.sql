-- Disputes, those on which most hangs first.
SELECT id FROM dispute ORDER BY weight DESC, id LIMIT :most OFFSET :skip;
