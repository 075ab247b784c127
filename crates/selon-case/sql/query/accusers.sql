-- Who accuses somebody most often.
SELECT accuser, n FROM accusation_sum
WHERE country = :country AND event = :event AND accused = :accused AND accuser <> ''
ORDER BY n DESC, accuser LIMIT :most;
