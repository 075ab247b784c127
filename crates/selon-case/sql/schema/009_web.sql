-- What is known of addresses that were fetched, and outlets as this case knows them.

CREATE TABLE fetch (            -- the last fetch of an address, and what to ask its server with the next time
  address       TEXT PRIMARY KEY,
  etag          TEXT,
  last_modified TEXT,
  fetched       TEXT NOT NULL   -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE outlet (           -- outlets that an analyst added to the list that ships, or corrected in it
  name      TEXT PRIMARY KEY,
  domains   TEXT NOT NULL,      -- joined by |
  aliases   TEXT NOT NULL,      -- joined by |
  country   TEXT NOT NULL,      -- ISO 3166-1; '' where it is not known, as below
  owner     TEXT NOT NULL,
  kinds     TEXT NOT NULL,      -- joined by |: state-owned, state-funded, party, private, agency, ngo, blog-platform
  reference TEXT NOT NULL,      -- where that can be looked up
  year      TEXT NOT NULL,      -- that the facts are of
  edited    TEXT NOT NULL       -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;
