-- The spellings that name most, and whom.
SELECT key, entity, n_mentions FROM name WHERE origin = 'spelling' ORDER BY n_mentions DESC, key LIMIT :most;
