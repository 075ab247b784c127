INSERT INTO voice (document, claim, nth, words, words_at, mention, kind, attribution)
VALUES (:document, :claim, :nth, :words, :words_at, :mention, :kind, :attribution);
