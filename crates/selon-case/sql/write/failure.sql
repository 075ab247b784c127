INSERT INTO failure (doc, message, run) VALUES (:doc, :message, :run);
