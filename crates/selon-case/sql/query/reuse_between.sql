-- What do two documents share?
SELECT document, other, kind, ground, n_words, share, other_share, at, other_at
FROM (SELECT * FROM reuse WHERE document = :a AND other = :b UNION ALL SELECT * FROM reuse WHERE document = :b AND other = :a)
ORDER BY document, other, kind;
