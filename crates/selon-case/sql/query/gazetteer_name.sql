-- What the gazetteer calls a place.
SELECT n.shown FROM name n JOIN entity e ON e.id = n.entity AND e.geonames = n.geonames WHERE n.entity = :entity LIMIT 1;
