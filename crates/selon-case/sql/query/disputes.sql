-- Which questions have rival answers? The most consequential first.
SELECT d.id
FROM dispute d
WHERE (:event IS NULL OR d.event = :event)
  AND NOT EXISTS (
        SELECT 1 FROM v_judgements j WHERE j.kind = 'dispute' AND j.subject = d.id AND j.verb = 'reject')
  AND (:about IS NULL OR has_words(d.french || ' ' || d.about, :about) OR EXISTS (
        SELECT 1 FROM dispute_claim x JOIN claim c ON c.id = x.claim WHERE x.dispute = d.id AND has_words(c.words, :about)))
  AND (:by IS NULL AND :doc IS NULL AND :since IS NULL AND :until IS NULL OR EXISTS (
        SELECT 1 FROM dispute_claim x JOIN document p ON p.id = x.document
        WHERE x.dispute = d.id
          AND (:doc IS NULL OR instr(p.doc, :doc) > 0 OR substr(p.id, 1, length(:doc)) = :doc)
          AND (:since IS NULL OR p.published_to || substr('9999-12-31', length(p.published_to) + 1) >= :since)
          AND (:until IS NULL OR substr(p.published_from || substr('0000-01-01', length(p.published_from) + 1), 1, 10) <= :until)
          AND (:by IS NULL OR has_words(p.outlet, :by) OR EXISTS (
                SELECT 1 FROM voice v LEFT JOIN attribution a ON a.id = v.attribution
                WHERE v.document = x.document AND v.claim = x.claim
                  AND (has_words(v.words, :by) OR has_words(a.source_name, :by))))))
ORDER BY d.weight DESC, d.id;
