-- Sources, those with the most attributions first.
SELECT id FROM source ORDER BY n_attributions DESC, folded LIMIT :most OFFSET :skip;
