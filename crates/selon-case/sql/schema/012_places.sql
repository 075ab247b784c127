-- Entities that have a place, for the map.
CREATE INDEX entity_by_place ON entity (n_documents DESC, id) WHERE lat IS NOT NULL;
