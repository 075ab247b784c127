-- Places of the gazetteer go by what the texts call them most; the gazetteer's name stays in name.shown.
INSERT OR IGNORE INTO stale_answer (document)
SELECT d.document FROM entity e JOIN name n ON n.entity = e.id JOIN document_name d ON d.key = n.key
WHERE e.geonames IS NOT NULL AND e.name = n.shown;

UPDATE entity SET name = coalesce((
  SELECT f.text FROM name n JOIN name_form f ON f.key = n.key
  WHERE n.entity = entity.id AND f.is_name = 1
  ORDER BY f.n_mentions DESC, f.text LIMIT 1), name)
WHERE geonames IS NOT NULL AND EXISTS (SELECT 1 FROM name n WHERE n.entity = entity.id AND n.shown = entity.name);
