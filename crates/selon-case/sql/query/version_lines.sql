-- The versions of a document.
SELECT v.id, v.doc, v.version, v.outlet, v.title, v.published_from, v.published_to, v.language, v.status, v.added
FROM document d JOIN document v ON v.doc = d.doc WHERE d.id = :document ORDER BY v.version;
