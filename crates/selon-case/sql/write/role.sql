INSERT INTO role (claim, role, words, words_at, mention)
VALUES (:claim, :role, :words, :words_at, :mention);
