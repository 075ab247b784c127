-- The run that added a document.
SELECT r.started, r.program, r.model, r.lexicon FROM document d JOIN run r ON r.id = d.run WHERE d.id = :document;
