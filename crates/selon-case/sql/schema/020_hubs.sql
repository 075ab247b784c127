-- Of the documents of a key the first are compared with all others, and quotations are told of the one that comes
-- later in that order: the program compares the texts of linked documents anew.
DELETE FROM reuse;
DELETE FROM shingle;
DELETE FROM text_key;

-- Copies of a text that thousands quote are found without passing over the quotations.
CREATE INDEX copy_by_other ON reuse (other, document, kind) WHERE kind <> 'quotation';
