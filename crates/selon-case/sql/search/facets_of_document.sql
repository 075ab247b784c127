SELECT outlet, published_from, language FROM document WHERE id = :document;
