INSERT OR IGNORE INTO text (sha256, n_chars, text) VALUES (:sha256, :n_chars, :text);
