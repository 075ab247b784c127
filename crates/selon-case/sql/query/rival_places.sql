-- The places that the answers to a question name, and how many claims name each.
SELECT x.nth, e.id, e.name, e.lat, e.lon, count(DISTINCT x.claim)
FROM dispute d JOIN dispute_claim x ON x.dispute = d.id
     JOIN answer a ON a.document = x.document AND a.claim = x.claim AND a.question = d.question
          AND a.words_at = x.words_at
     JOIN entity e ON e.id = substr(a.party, 3)
WHERE d.id = :dispute AND a.party >= 'e:' AND a.party < 'e;' AND coalesce(a.is_so, 1) AND e.lat IS NOT NULL
GROUP BY x.nth, e.id ORDER BY x.nth, e.id;
