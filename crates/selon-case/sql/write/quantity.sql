INSERT INTO quantity (claim, nth, words, words_at, min, max, approximate, unit)
VALUES (:claim, :nth, :words, :words_at, :min, :max, :approximate, :unit);
