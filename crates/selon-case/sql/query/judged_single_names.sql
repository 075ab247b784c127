-- Which names does the analyst call otherwise, or hold for a name of nobody else? The last word comes last.
SELECT subject, coalesce(value, '') FROM v_judgements WHERE kind = 'name' AND verb = :verb ORDER BY nth;
