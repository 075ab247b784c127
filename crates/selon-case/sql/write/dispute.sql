INSERT INTO dispute (
  id, question, kind, topic, event, about, french, english, n_answers, n_claims, n_documents, n_outlets, n_voices, weight
) VALUES (
  :id, :question, :kind, :topic, :event, :about, :french, :english, :n_answers, :n_claims, :n_documents, :n_outlets,
  :n_voices, :weight
);
