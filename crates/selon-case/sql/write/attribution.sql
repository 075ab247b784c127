INSERT INTO attribution (
  id, document, nth, parent, source, source_at, source_name, cue, cue_at, content, content_at,
  kind, stance, hedged, source_kind, rule
) VALUES (
  :id, :document, :nth, :parent, :source, :source_at, :source_name, :cue, :cue_at, :content, :content_at,
  :kind, :stance, :hedged, :source_kind, :rule
);
