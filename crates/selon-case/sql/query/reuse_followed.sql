-- What does counting follow from a document? Its copies either way, and quotations that are told of it.
SELECT document, other, kind, ground, n_words, share, other_share, at, other_at
FROM (SELECT * FROM reuse WHERE document = :document
      UNION ALL SELECT * FROM reuse WHERE other = :document AND kind <> 'quotation')
ORDER BY document, other, kind;
