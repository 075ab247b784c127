-- Why words stand for a name, in some documents that have it.
SELECT f.text, f.reason, f.detail, f.document, d.doc, f.because, f.because_at
FROM (SELECT document FROM document_name WHERE key = :key LIMIT :most) x
     JOIN document_form f ON f.document = x.document AND f.key = :key JOIN document d ON d.id = f.document
ORDER BY d.doc, f.nth;
