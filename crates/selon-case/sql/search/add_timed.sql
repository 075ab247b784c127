-- A document's claims that tell when.
INSERT INTO timed (time_from, time_to, document, nth)
SELECT time_from, coalesce(time_to, ''), document, nth FROM claim
WHERE document = :document AND time_from IS NOT NULL ORDER BY nth;
