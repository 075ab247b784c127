-- By which names are people, groups and places mentioned, and which mentions are one?
SELECT m.first, m.words, m.label, d.doc
FROM mention m JOIN document d ON d.id = m.document
WHERE m.kind = 'name'
  AND (:all_versions OR NOT EXISTS (SELECT 1 FROM document n WHERE n.replaces = d.id))
ORDER BY d.doc, d.version, m.nth;
