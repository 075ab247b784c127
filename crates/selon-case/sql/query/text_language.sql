-- The language of a document that is compared.
SELECT d.language FROM text_key k JOIN document d ON d.id = k.document WHERE k.key = :key;
