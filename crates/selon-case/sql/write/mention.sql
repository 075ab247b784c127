INSERT INTO mention (id, document, nth, words, words_at, kind, label, first)
VALUES (:id, :document, :nth, :words, :words_at, :kind, :label, :first);
