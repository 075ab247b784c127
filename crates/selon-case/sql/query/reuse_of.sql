-- What does a document share with others?
SELECT document, other, kind, ground, n_words, share, other_share, at, other_at FROM reuse WHERE document = :document
UNION ALL
SELECT document, other, kind, ground, n_words, share, other_share, at, other_at FROM reuse WHERE other = :document
ORDER BY 1, 2, 3;
