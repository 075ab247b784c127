INSERT INTO fetch (address, etag, last_modified, fetched) VALUES (:address, :etag, :last_modified, :fetched)
ON CONFLICT (address) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, fetched = excluded.fetched;
