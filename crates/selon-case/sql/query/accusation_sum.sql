-- How often somebody accuses somebody; '' stands for all.
SELECT n FROM accusation_sum
WHERE country = :country AND event = :event AND accused = :accused AND accuser = :accuser;
