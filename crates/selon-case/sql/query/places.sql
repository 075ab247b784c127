-- Entities that have a place, those in the most documents first, and what the gazetteer calls each.
SELECT e.id, e.name, e.country, e.geonames, e.lat, e.lon, e.n_documents,
       (SELECT n.shown FROM name n WHERE n.entity = e.id AND n.geonames = e.geonames LIMIT 1)
FROM entity e WHERE e.lat IS NOT NULL ORDER BY e.n_documents DESC, e.id LIMIT :most;
