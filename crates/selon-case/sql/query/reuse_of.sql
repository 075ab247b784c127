-- What does a document share with others?
SELECT document, other, kind, ground, n_words, share, other_share, at, other_at
FROM (SELECT * FROM reuse WHERE document = :document UNION ALL SELECT * FROM reuse WHERE other = :document)
ORDER BY document, other, kind;
