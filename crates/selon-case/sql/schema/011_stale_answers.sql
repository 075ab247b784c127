CREATE TABLE stale_answer (     -- documents whose answers name an entity that has become another: they are read again
  document TEXT PRIMARY KEY REFERENCES document (id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER stale_answer_of_name AFTER UPDATE OF entity ON name WHEN old.entity <> new.entity
BEGIN
  INSERT OR IGNORE INTO stale_answer (document) SELECT document FROM document_name WHERE key = new.key;
END;

CREATE TRIGGER stale_answer_of_entity BEFORE INSERT ON entity
WHEN EXISTS (SELECT 1 FROM entity e WHERE e.id = new.id
             AND (e.name <> new.name OR e.type <> new.type OR e.country IS NOT new.country))
BEGIN
  INSERT OR IGNORE INTO stale_answer (document)
  SELECT d.document FROM name n JOIN document_name d ON d.key = n.key WHERE n.entity = new.id;
END;
