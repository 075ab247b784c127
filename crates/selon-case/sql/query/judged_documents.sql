-- Which pairs of documents does an analyst hold for one text, and which for two? The smaller id first.
SELECT subject, object, verb = 'same' FROM v_judgements
WHERE kind = 'document' AND object IS NOT NULL AND verb IN ('same', 'different');
