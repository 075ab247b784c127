INSERT INTO credit (document, nth, credited, words, words_at, name_at)
VALUES (:document, :nth, :credited, :words, :words_at, :name_at);
