-- What comparing is told of one document.
SELECT t.text, d.body_at, d.language, d.outlet, d.published_from, d.published_to
FROM document d JOIN text t ON t.sha256 = d.text_sha256
WHERE d.id = :document;
