-- One document with its text.
SELECT d.*, t.text FROM document d JOIN text t ON t.sha256 = d.text_sha256 WHERE d.id = :document;
