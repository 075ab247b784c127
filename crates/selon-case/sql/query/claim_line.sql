-- What lists show of a claim.
SELECT c.id, c.document, c.nth, c.words, c.event, c.polarity, c.modality, c.time, c.time_from, c.time_to,
       (SELECT words FROM role r WHERE r.document = c.document AND r.claim = c.id AND r.role = 'agent') AS agent,
       (SELECT words FROM role r WHERE r.document = c.document AND r.claim = c.id AND r.role = 'patient') AS patient
FROM claim c WHERE c.document = :document AND c.nth = :nth;
