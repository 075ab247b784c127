-- What a source is said to say, document by document.
SELECT a.id, a.document, a.source, a.source_kind, a.cue, a.content, a.stance, a.hedged, a.kind,
       (SELECT p.source_name FROM attribution p WHERE p.id = a.parent) AS within
FROM (SELECT document, nth FROM said WHERE source = :source ORDER BY document, nth LIMIT :most OFFSET :skip) s
     CROSS JOIN attribution a ON a.document = s.document AND a.nth = s.nth
ORDER BY s.document, s.nth;
