-- Where a document was taken out of, and what is known of addresses that are fetched.

ALTER TABLE document ADD COLUMN container TEXT;             -- the archive, feed, table … as given; null for a file by itself
ALTER TABLE document ADD COLUMN container_offset INTEGER;   -- bytes of that file (or of what is compressed in it)
ALTER TABLE document ADD COLUMN container_length INTEGER;
