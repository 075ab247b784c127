-- A document's text and claims.
DELETE FROM words WHERE rowid IN (
  WITH RECURSIVE place (id, last) AS (
    SELECT first, first + n_claims FROM searched WHERE document = :document
    UNION ALL SELECT id + 1, last FROM place WHERE id < last
  ) SELECT id FROM place);
