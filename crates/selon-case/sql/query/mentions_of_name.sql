-- How often is a name mentioned?
SELECT n_mentions FROM name WHERE key = :key;
