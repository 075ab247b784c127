INSERT INTO warning (document, nth, name, message) VALUES (:document, :nth, :name, :message);
