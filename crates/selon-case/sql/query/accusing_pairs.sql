-- Who accuses whom most often.
SELECT accuser, accused, n FROM accusation_sum
WHERE country = '' AND event = '' AND accuser <> '' AND accused <> '-'
ORDER BY n DESC, accused, accuser LIMIT :most;
