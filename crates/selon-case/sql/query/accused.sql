-- Who is accused most often.
SELECT accused, n FROM accusation_sum
WHERE country = :country AND event = :event AND accuser = '' AND accused NOT IN ('', '-')
ORDER BY n DESC, accused LIMIT :most;
