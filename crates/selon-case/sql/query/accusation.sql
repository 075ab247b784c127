-- Of one claim: who does it to whom, who says so, and which outlet tells it.
SELECT c.id, c.event, d.outlet, d.doc, c.polarity = 'denied' OR coalesce(t.stance, '') = 'denies' AS denied,
       coalesce(nullif(t.source_name, ''), v.words) AS voice, ve.id AS voice_entity, ve.name AS voice_name,
       a.words AS agent, ae.id AS agent_entity, ae.name AS agent_name,
       CASE WHEN c.event = 'ACCUSE' AND ae.id IS NULL THEN (
         SELECT m.kind FROM mention m WHERE m.document = c.document AND m.id = a.mention) END AS agent_kind,
       p.words AS patient, pe.id AS patient_entity, pe.name AS patient_name
FROM claim c JOIN document d ON d.id = c.document
LEFT JOIN voice v ON v.document = c.document AND v.claim = c.id AND v.attribution IS NOT NULL
     AND v.nth = (SELECT max(w.nth) FROM voice w WHERE w.document = c.document AND w.claim = c.id)
LEFT JOIN attribution t ON t.id = v.attribution
LEFT JOIN mention_name vm ON vm.document = c.document AND vm.mention = v.mention
LEFT JOIN name vn ON vn.key = vm.key LEFT JOIN entity ve ON ve.id = vn.entity
LEFT JOIN role a ON a.document = c.document AND a.claim = c.id AND a.role = 'agent'
LEFT JOIN mention_name am ON am.document = c.document AND am.mention = a.mention
LEFT JOIN name an ON an.key = am.key LEFT JOIN entity ae ON ae.id = an.entity
LEFT JOIN role p ON p.document = c.document AND p.claim = c.id AND p.role = 'patient'
LEFT JOIN mention_name pm ON pm.document = c.document AND pm.mention = p.mention
LEFT JOIN name pn ON pn.key = pm.key LEFT JOIN entity pe ON pe.id = pn.entity
WHERE c.document = :document AND c.nth = :nth;
