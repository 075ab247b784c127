-- What lists show of a document.
SELECT id, doc, version, outlet, title, published_from, published_to, language, status FROM document WHERE id = :document;
