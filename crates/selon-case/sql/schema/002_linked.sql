CREATE TABLE linked (           -- documents whose names, claims and text have been linked to others
  document TEXT PRIMARY KEY REFERENCES document (id)
) STRICT, WITHOUT ROWID;
