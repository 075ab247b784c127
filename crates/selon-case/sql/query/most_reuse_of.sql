-- What does a document share with others? All its copies, and some of the quotations that are told of others.
SELECT document, other, kind, ground, n_words, share, other_share, at, other_at
FROM (SELECT * FROM reuse WHERE document = :document
      UNION ALL SELECT * FROM reuse WHERE other = :document AND kind <> 'quotation'
      UNION ALL SELECT * FROM (SELECT * FROM reuse WHERE other = :document AND kind = 'quotation' LIMIT :most))
ORDER BY document, other, kind;
