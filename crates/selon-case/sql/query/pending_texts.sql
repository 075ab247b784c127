-- Documents that wait to be linked and whose text has not been compared.
SELECT u.document FROM unlinked u
WHERE u.document > :after AND NOT EXISTS (SELECT 1 FROM text_key k WHERE k.document = u.document)
ORDER BY u.document
LIMIT :most
