-- The names of sources that were not known before.
INSERT INTO source_words (rowid, name)
SELECT DISTINCT s.id, s.folded
FROM attribution a JOIN source s ON s.folded = folded(a.source_name)
WHERE a.document = :document AND NOT EXISTS (SELECT 1 FROM source_words w WHERE w.rowid = s.id)
ORDER BY s.id;
