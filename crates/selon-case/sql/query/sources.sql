-- Who is said to say something, once for each time?
SELECT a.source_name, a.source_kind, a.stance, a.hedged, d.doc
FROM attribution a JOIN document d ON d.id = a.document
WHERE (:doc IS NULL OR instr(d.doc, :doc) > 0 OR substr(d.id, 1, length(:doc)) = :doc)
  AND (:since IS NULL OR d.published_to || substr('9999-12-31', length(d.published_to) + 1) >= :since)
  AND (:until IS NULL OR substr(d.published_from || substr('0000-01-01', length(d.published_from) + 1), 1, 10) <= :until)
  AND (:all_versions OR NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id))
  AND (:about IS NULL OR has_words(a.content, :about))
  AND (:by IS NULL OR has_words(a.source, :by) OR has_words(a.source_name, :by))
  AND (:event IS NULL OR EXISTS (
        SELECT 1 FROM voice v JOIN claim c ON c.id = v.claim WHERE v.document = a.document AND v.attribution = a.id AND c.event = :event))
ORDER BY d.doc, d.version, a.nth;
