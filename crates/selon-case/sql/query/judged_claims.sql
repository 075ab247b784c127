-- Which claims does the analyst hold for the same, for two, or for neither?
SELECT subject, object, verb FROM v_judgements
WHERE kind = 'claim' AND object <> '' AND verb IN ('same', 'different', 'unsure') ORDER BY nth;
