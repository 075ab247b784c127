INSERT INTO evidence (document, claim, nth, kind, words, words_at)
VALUES (:document, :claim, :nth, :kind, :words, :words_at);
