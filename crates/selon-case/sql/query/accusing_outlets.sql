-- How many outlets tell that somebody accuses somebody.
SELECT count(DISTINCT outlet) FROM accusation
WHERE accused = :accused AND accuser = :accuser
  AND (:event = '' OR event = :event) AND (:country = '' OR country = :country);
