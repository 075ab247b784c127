-- The claims of a document whose event may be an accusation.
SELECT nth FROM claim WHERE document = :document AND event IN (SELECT value FROM json_each(:events)) ORDER BY nth;
