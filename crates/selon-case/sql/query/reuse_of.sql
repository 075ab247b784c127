-- What does a document share with others? Not with those that an analyst holds for another text.
SELECT r.document, r.other, r.kind, r.ground, r.n_words, r.share, r.other_share, r.at, r.other_at
FROM (SELECT * FROM reuse WHERE document = :document UNION ALL SELECT * FROM reuse WHERE other = :document) r
WHERE NOT EXISTS (
        SELECT 1 FROM v_judgements j
        WHERE j.kind = 'document' AND j.subject = min(r.document, r.other) AND j.object = max(r.document, r.other)
          AND j.verb = 'different')
ORDER BY 1, 2, 3;
