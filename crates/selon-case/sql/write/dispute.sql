INSERT INTO dispute (
  id, question, kind, topic, event, about, french, english, n_answers, n_claims, n_documents, n_outlets, n_voices, weight
) VALUES (
  :id, :question, :kind, :topic, :event, :about, :french, :english, :n_answers, :n_claims, :n_documents, :n_outlets,
  :n_voices, :weight
)
ON CONFLICT (id) DO UPDATE SET
  question = excluded.question, kind = excluded.kind, topic = excluded.topic, event = excluded.event,
  about = excluded.about, french = excluded.french, english = excluded.english, n_answers = excluded.n_answers,
  n_claims = excluded.n_claims, n_documents = excluded.n_documents, n_outlets = excluded.n_outlets,
  n_voices = excluded.n_voices, weight = excluded.weight;
