-- Documents with the same bytes under other paths.
SELECT o.id, o.doc, o.version, o.outlet, o.title, o.published_from, o.published_to, o.language, o.status
FROM document d JOIN document o ON o.sha256 = d.sha256 AND o.doc <> d.doc WHERE d.id = :document ORDER BY o.doc, o.version LIMIT 50;
