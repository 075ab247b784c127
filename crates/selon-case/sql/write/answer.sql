INSERT INTO answer (
  document, nth, claim, question, topic, act, event, about, unit, year, party, party_name, is_so, side, min, max,
  counted, day_from, day_to, words, words_at, voice, hedged, day, note
) VALUES (
  :document, :nth, :claim, :question, :topic, :act, :event, :about, :unit, :year, :party, :party_name, :is_so, :side,
  :min, :max, :counted, :day_from, :day_to, :words, :words_at, :voice, :hedged, :day, :note
);
