-- Entities with a spelling that begins so, the most often named first.
SELECT DISTINCT e.id, e.name, e.type, e.country, e.geonames, e.lat, e.lon, e.described, e.n_mentions, e.n_documents
FROM (SELECT entity FROM name WHERE key >= :from AND key < :to AND origin = 'spelling' LIMIT 200) n
     CROSS JOIN entity e ON e.id = n.entity  -- in this order: few entities are read
WHERE e.described = 0 ORDER BY e.n_mentions DESC, e.id LIMIT :most;
