-- What could not be read at all?
SELECT doc, message FROM v_failures ORDER BY doc, message;
