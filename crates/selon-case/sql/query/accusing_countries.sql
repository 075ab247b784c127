-- From which countries outlets accuse, and how often.
SELECT o.country, s.n
FROM (SELECT DISTINCT country FROM outlet_country UNION SELECT '--') o
     JOIN accusation_sum s ON s.country = o.country AND s.event = :event AND s.accused = '' AND s.accuser = ''
ORDER BY s.n DESC, o.country;
