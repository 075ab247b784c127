-- One question with rival answers.
SELECT id, kind, topic, event, about, french, english, n_answers, n_claims, n_documents, n_outlets, n_voices, weight
FROM dispute WHERE id = :id;
