INSERT INTO role (document, claim, role, words, words_at, mention)
VALUES (:document, :claim, :role, :words, :words_at, :mention);
