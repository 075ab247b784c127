INSERT INTO quantity (document, claim, nth, words, words_at, min, max, approximate, unit)
VALUES (:document, :claim, :nth, :words, :words_at, :min, :max, :approximate, :unit);
