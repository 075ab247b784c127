-- Which claims and attributions have an id that begins so, and in which document? ('g' follows all digits)
SELECT id, document FROM claim WHERE id >= :prefix AND id < :prefix || 'g'
UNION ALL
SELECT id, document FROM attribution WHERE id >= :prefix AND id < :prefix || 'g'
ORDER BY 1 LIMIT 20;
