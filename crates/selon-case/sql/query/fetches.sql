-- The last fetch of each address.
SELECT address, etag, last_modified, fetched FROM fetch ORDER BY address;
