INSERT INTO shingle (hash, key, kind) VALUES (:hash, :key, :kind);
