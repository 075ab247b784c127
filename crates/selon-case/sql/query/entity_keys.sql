-- The names of an entity before documents are compared, those in the most documents first.
SELECT key FROM name WHERE entity = :entity ORDER BY n_documents DESC, key LIMIT :most;
