-- The bytes of a document's page; none where they are those of its text.
SELECT bytes FROM page WHERE sha256 = :sha256;
