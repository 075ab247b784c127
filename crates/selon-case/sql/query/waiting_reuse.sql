-- Texts that were taken for one without words of one language in common, or without a ground that tells who has it
-- from whom, and that nobody has judged: those that share the most words first.
SELECT r.document, r.other, r.kind, r.n_words, r.share, d.doc, o.doc AS other_doc, d.title, o.title AS other_title,
       substr(t.text, r.at ->> '$[0][0]' + 1, min(r.at ->> '$[0][1]' - r.at ->> '$[0][0]', 300)) AS words,
       substr(u.text, r.other_at ->> '$[0][0]' + 1,
              min(r.other_at ->> '$[0][1]' - r.other_at ->> '$[0][0]', 300)) AS other_words,
       coalesce((SELECT s.n_claims FROM searched s WHERE s.document = r.document), 0)
         + coalesce((SELECT s.n_claims FROM searched s WHERE s.document = r.other), 0) AS n_claims
FROM reuse r JOIN document d ON d.id = r.document JOIN document o ON o.id = r.other
     JOIN text t ON t.sha256 = d.text_sha256 JOIN text u ON u.sha256 = o.text_sha256
WHERE (r.kind = 'translation' OR r.kind <> 'quotation' AND r.ground IS NULL)
  AND NOT EXISTS (
        SELECT 1 FROM v_judgements j
        WHERE j.kind = 'document' AND j.subject = min(r.document, r.other) AND j.object = max(r.document, r.other)
          AND j.matter = 'verdict')
ORDER BY r.n_words DESC, r.document, r.other, r.kind
LIMIT :most;
