INSERT OR IGNORE INTO page (sha256, bytes) VALUES (:sha256, :bytes);
