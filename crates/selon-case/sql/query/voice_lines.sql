-- The chain of a claim, as lists show it.
SELECT CASE WHEN v.nth = 0 THEN coalesce(d.outlet, '') ELSE coalesce(a.source_name, v.words) END AS name,
       v.kind, v.attribution, a.cue, a.stance, a.hedged
FROM voice v JOIN document d ON d.id = v.document LEFT JOIN attribution a ON a.id = v.attribution
WHERE v.document = :document AND v.claim = :claim ORDER BY v.nth;
