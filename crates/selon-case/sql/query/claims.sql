-- Which claims are made?
SELECT d.id, c.id
FROM claim c JOIN document d ON d.id = c.document
WHERE (:doc IS NULL OR instr(d.doc, :doc) > 0 OR substr(d.id, 1, length(:doc)) = :doc)
  AND (:since IS NULL OR d.published_to || substr('9999-12-31', length(d.published_to) + 1) >= :since)
  AND (:until IS NULL OR substr(d.published_from || substr('0000-01-01', length(d.published_from) + 1), 1, 10) <= :until)
  AND (:all_versions OR NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id))
  AND (:about IS NULL OR has_words(c.words, :about))
  AND (:by IS NULL OR has_words(d.outlet, :by) OR EXISTS (
        SELECT 1 FROM voice v LEFT JOIN attribution a ON a.id = v.attribution
        WHERE v.document = c.document AND v.claim = c.id AND (has_words(v.words, :by) OR has_words(a.source_name, :by))))
  AND (:event IS NULL OR c.event = :event)
ORDER BY d.doc, d.version, c.nth;
