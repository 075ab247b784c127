INSERT INTO evidence (claim, nth, kind, words, words_at)
VALUES (:claim, :nth, :kind, :words, :words_at);
