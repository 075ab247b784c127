-- Which states of which pages are in the case?
SELECT doc, sha256 FROM document;
