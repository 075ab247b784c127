INSERT INTO link (document, nth, words, words_at, href)
VALUES (:document, :nth, :words, :words_at, :href);
