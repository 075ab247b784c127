-- What stands at the places of a document, with its marks: the text behind its headline, and its claims.
SELECT s.first AS place, coalesce(d.title || char(10), '') || t.text, 'article'
FROM searched s JOIN document d ON d.id = s.document JOIN text t ON t.sha256 = d.text_sha256
WHERE s.document = :document
UNION ALL
SELECT s.first + 1 + c.nth, c.words, 'claim ' || coalesce('e' || c.event || ' ', '') || 'a' || c.modality || ' p' || c.polarity
FROM searched s JOIN claim c ON c.document = s.document
WHERE s.document = :document
ORDER BY place;
