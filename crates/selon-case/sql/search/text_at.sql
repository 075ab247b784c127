-- The words at a place of a document: those of its claim nth, else its headline and text.
SELECT CASE WHEN :nth >= 0 THEN (SELECT c.words FROM claim c WHERE c.document = :document AND c.nth = :nth)
            ELSE (SELECT coalesce(d.title || char(10), '') || t.text
                  FROM document d JOIN text t ON t.sha256 = d.text_sha256 WHERE d.id = :document) END;
