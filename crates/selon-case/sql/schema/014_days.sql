-- Documents by publication, newest first, so that a page far behind passes over the others in the index alone.
DROP INDEX document_by_publication;
CREATE INDEX document_by_publication ON document (published_from DESC, id);
