-- Sources whose name matches, those with the most attributions first; of many, the first that the case came to know.
SELECT s.id FROM (SELECT rowid AS id FROM source_words WHERE source_words MATCH :match LIMIT :looked_at) w
JOIN source s ON s.id = w.id
ORDER BY s.n_attributions DESC, s.folded LIMIT :most;
