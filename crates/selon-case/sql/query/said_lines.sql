-- What a source is said to say, document by document.
SELECT a.id, a.document, a.source, a.source_kind, a.cue, a.content, a.stance, a.hedged, a.kind,
       (SELECT p.source_name FROM attribution p WHERE p.id = a.parent) AS within
FROM said s JOIN attribution a ON a.document = s.document AND a.nth = s.nth
WHERE s.source = :source ORDER BY s.document, s.nth LIMIT :most OFFSET :skip;
