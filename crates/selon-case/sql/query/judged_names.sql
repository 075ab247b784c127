-- Which names does the analyst hold for one, or for two?
SELECT subject, object FROM v_judgements WHERE kind = 'name' AND object <> '' AND verb = :verb ORDER BY subject, object
