-- A document's places in "words": behind those of the last one.
INSERT INTO searched (document, first, n_claims, published)
SELECT :document,
       coalesce((SELECT first + 1 + n_claims FROM searched ORDER BY first DESC LIMIT 1), 1),
       (SELECT count(*) FROM claim WHERE document = :document),
       (SELECT published_from FROM document WHERE id = :document);
