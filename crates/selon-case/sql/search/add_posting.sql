-- Adds places to those of a term.
INSERT INTO posting (chunk, term, places) VALUES (:chunk, :term, :places)
ON CONFLICT (chunk, term) DO UPDATE SET places = joined_places(places, excluded.places);
