-- What the reading room leafs through: entities that have a place, for the map, and entities by their type.
CREATE INDEX entity_by_place ON entity (n_documents DESC, id) WHERE lat IS NOT NULL;
CREATE INDEX entity_by_type ON entity (type, n_mentions DESC, id) WHERE described = 0;
