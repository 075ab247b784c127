-- Where a claim stands.
SELECT document, nth FROM claim WHERE id = :id;
