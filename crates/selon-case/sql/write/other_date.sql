INSERT INTO other_date (document, nth, kind, date_from, date_to, words, words_at, element)
VALUES (:document, :nth, :kind, :date_from, :date_to, :words, :words_at, :element);
