-- Documents that name an entity: so many are looked at, the newest publication comes first.
SELECT x.document FROM (
  SELECT m.document FROM name n JOIN document_name m ON m.key = n.key WHERE n.entity = :entity LIMIT :most
) x JOIN document d ON d.id = x.document
GROUP BY x.document ORDER BY d.published_from DESC, x.document;
