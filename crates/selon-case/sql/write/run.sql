INSERT OR IGNORE INTO run (id, started, program, model, lexicon)
VALUES (:id, :started, :program, :model, :lexicon);
