-- Sources whose name matches, those with the most attributions first.
SELECT s.id FROM source_words w JOIN source s ON s.id = w.rowid
WHERE source_words MATCH :match ORDER BY s.n_attributions DESC, s.folded LIMIT :most;
