-- How is a name written most, and where does it stand first in the document that comes first?
SELECT (SELECT f.text FROM name_form f WHERE f.key = :key ORDER BY f.is_name DESC, f.n_mentions DESC, f.text LIMIT 1),
       d.doc, t.text, m.words_at
FROM document d JOIN text t ON t.sha256 = d.text_sha256
     JOIN mention_name x ON x.document = d.id AND x.key = :key
     JOIN mention m ON m.document = x.document AND m.id = x.mention
WHERE d.id = (SELECT n.document FROM document_name n WHERE n.key = :key ORDER BY n.document LIMIT 1)
ORDER BY m.nth
LIMIT 1;
