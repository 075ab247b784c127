-- With which documents does one share text?
SELECT other FROM reuse WHERE document = :document UNION SELECT document FROM reuse WHERE other = :document ORDER BY 1;
