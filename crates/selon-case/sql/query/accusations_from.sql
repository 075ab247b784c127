-- Accusations of one kind by the outlets of a country, the last added first.
SELECT document, nth FROM accusation
WHERE country = :country AND event = :event AND accused <> '-'
ORDER BY place DESC LIMIT :most OFFSET :skip;
