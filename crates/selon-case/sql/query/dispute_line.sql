-- What lists show of a dispute.
SELECT id, kind, event, french, english, n_answers, n_claims, n_documents, n_outlets FROM dispute WHERE id = :id;
