INSERT INTO document (
  id, doc, version, replaces, run, added, sha256, text_sha256, encoding, status, language,
  outlet, outlet_at, title, title_at, byline, byline_at,
  published_from, published_to, published_at, published_source, retrieved, body_at, boilerplate_at,
  format, canonical, published_element, captions_at,
  container, container_offset, container_length
) VALUES (
  :id, :doc, :version, :replaces, :run, :added, :sha256, :text_sha256, :encoding, :status, :language,
  :outlet, :outlet_at, :title, :title_at, :byline, :byline_at,
  :published_from, :published_to, :published_at, :published_source, :retrieved, :body_at, :boilerplate_at,
  :format, :canonical, :published_element, :captions_at,
  :container, :container_offset, :container_length
);
