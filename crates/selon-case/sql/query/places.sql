-- Entities that have a place, those in the most documents first.
SELECT e.id, e.name, e.country, e.geonames, e.lat, e.lon, e.n_documents
FROM entity e WHERE e.lat IS NOT NULL ORDER BY e.n_documents DESC, e.id LIMIT :most;
