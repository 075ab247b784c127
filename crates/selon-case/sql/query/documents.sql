-- Which documents are in the case?
SELECT d.id,
       NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id) AS newest,
       (SELECT count(*) FROM attribution a WHERE a.document = d.id) AS n_attributions,
       (SELECT count(*) FROM claim c WHERE c.document = d.id) AS n_claims,
       (SELECT count(*) FROM document o WHERE o.sha256 = d.sha256 AND o.doc <> d.doc) AS n_copies
FROM document d JOIN text t ON t.sha256 = d.text_sha256
WHERE (:doc IS NULL OR instr(d.doc, :doc) > 0 OR substr(d.id, 1, length(:doc)) = :doc)
  AND (:since IS NULL OR d.published_to || substr('9999-12-31', length(d.published_to) + 1) >= :since)
  AND (:until IS NULL OR substr(d.published_from || substr('0000-01-01', length(d.published_from) + 1), 1, 10) <= :until)
  AND (:all_versions OR NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id))
  AND (:about IS NULL OR has_words(t.text, :about))
  AND (:by IS NULL OR has_words(d.outlet, :by) OR has_words(d.byline, :by)
       OR EXISTS (SELECT 1 FROM credit c WHERE c.document = d.id AND has_words(c.credited, :by)))
  AND (:event IS NULL OR EXISTS (SELECT 1 FROM claim c WHERE c.document = d.id AND c.event = :event))
ORDER BY d.doc, d.version;
