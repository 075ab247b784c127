-- Accusations, the last added first.
SELECT document, nth FROM accusation
WHERE accused = :accused AND (:event = '' OR event = :event) AND (:country = '' OR country = :country)
ORDER BY place DESC LIMIT :most OFFSET :skip;
