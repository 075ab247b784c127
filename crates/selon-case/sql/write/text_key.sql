INSERT INTO text_key (key, document) VALUES (:key, :document);
