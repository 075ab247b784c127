-- The blocks of the spellings that name most.
SELECT DISTINCT b.block
FROM (SELECT key FROM name WHERE origin = 'spelling' ORDER BY n_mentions DESC, key LIMIT :most) n
     JOIN name_block b ON b.key = n.key
WHERE EXISTS (SELECT 1 FROM name_block o WHERE o.block = b.block AND o.key <> b.key)
ORDER BY b.block;
