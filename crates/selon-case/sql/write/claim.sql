INSERT INTO claim (
  id, document, nth, attribution, words, words_at, predicate, predicate_at, lemma, event,
  time, time_at, time_from, time_to, polarity, modality
) VALUES (
  :id, :document, :nth, :attribution, :words, :words_at, :predicate, :predicate_at, :lemma, :event,
  :time, :time_at, :time_from, :time_to, :polarity, :modality
);
