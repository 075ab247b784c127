-- What somebody who accuses or is accused is called.
SELECT coalesce((SELECT name FROM entity WHERE id = :key),
                (SELECT accuser_name FROM accusation WHERE accuser = :key ORDER BY place LIMIT 1));
