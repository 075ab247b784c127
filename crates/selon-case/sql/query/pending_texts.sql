-- Documents that wait to be linked and whose text has not been compared.
SELECT u.document FROM unlinked u
WHERE NOT EXISTS (SELECT 1 FROM text_key k WHERE k.document = u.document)
