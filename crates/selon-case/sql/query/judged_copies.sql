-- Which documents does an analyst hold for the same text as this one, though they share no words that were found?
SELECT p.partner, (SELECT body_at FROM document WHERE id = :document), d.body_at
FROM (SELECT object AS partner FROM v_judgements WHERE kind = 'document' AND verb = 'same' AND subject = :document
      UNION
      SELECT subject FROM v_judgements WHERE kind = 'document' AND verb = 'same' AND object = :document) p
     JOIN document d ON d.id = p.partner
WHERE NOT EXISTS (SELECT 1 FROM reuse r WHERE r.kind <> 'quotation'
                  AND (r.document = :document AND r.other = p.partner OR r.document = p.partner AND r.other = :document))
ORDER BY p.partner;
