-- Entities of one type that have a name, the most often named first.
SELECT id, name, type, country, geonames, lat, lon, described, n_mentions, n_documents
FROM entity WHERE described = 0 AND type = :type ORDER BY n_mentions DESC, id LIMIT :most OFFSET :skip;
