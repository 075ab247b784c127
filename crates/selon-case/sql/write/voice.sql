INSERT INTO voice (claim, nth, words, words_at, mention, kind, attribution)
VALUES (:claim, :nth, :words, :words_at, :mention, :kind, :attribution);
