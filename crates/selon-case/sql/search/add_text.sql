-- A document's text, behind its headline.
INSERT INTO words (rowid, text)
SELECT s.first, coalesce(d.title || char(10), '') || t.text
FROM searched s JOIN document d ON d.id = s.document JOIN text t ON t.sha256 = d.text_sha256
WHERE s.document = :document;
