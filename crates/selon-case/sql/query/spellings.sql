SELECT name, n_attributions FROM spelling WHERE source = :source ORDER BY n_attributions DESC, name LIMIT 50;
