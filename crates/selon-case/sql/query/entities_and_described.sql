-- Whom does the case name or describe, those with the most mentions first?
SELECT e.id, e.name, e.type, e.country, e.geonames, e.lat, e.lon, e.described, e.n_mentions, e.n_documents
FROM entity e
WHERE (:type IS NULL OR e.type = :type)
  AND (:country IS NULL OR e.country = :country)
  AND (:about IS NULL OR has_words(e.name, :about) OR EXISTS (
        SELECT 1 FROM name n JOIN name_form f ON f.key = n.key WHERE n.entity = e.id AND has_words(f.text, :about)))
  AND (:doc IS NULL OR EXISTS (
        SELECT 1 FROM document d JOIN document_name m ON m.document = d.id JOIN name n ON n.key = m.key
        WHERE n.entity = e.id AND (instr(d.doc, :doc) > 0 OR substr(d.id, 1, length(:doc)) = :doc)))
ORDER BY e.n_mentions DESC, e.id
LIMIT :limit OFFSET :offset
