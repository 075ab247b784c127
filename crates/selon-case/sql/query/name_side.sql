-- How is a name written most, and where is it first met?
SELECT (SELECT f.text FROM name_form f WHERE f.key = :key ORDER BY f.is_name DESC, f.n_mentions DESC, f.text LIMIT 1),
       d.doc, t.text, m.words_at
FROM document_name n JOIN document d ON d.id = n.document JOIN text t ON t.sha256 = d.text_sha256
     JOIN mention_name x ON x.document = n.document AND x.key = n.key
     JOIN mention m ON m.document = x.document AND m.id = x.mention
WHERE n.key = :key
ORDER BY d.doc, m.nth
LIMIT 1;
