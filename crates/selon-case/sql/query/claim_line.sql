-- What lists show of a claim.
SELECT c.id, c.document, c.nth, c.words, c.event, c.polarity, c.modality, c.time, c.time_from, c.time_to
FROM claim c WHERE c.document = :document AND c.nth = :nth;
