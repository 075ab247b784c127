-- What counting is told of one document.
SELECT doc, outlet, published_from, published_to FROM document WHERE id = :document;
