-- What stands at a place in "words": a document, and the number of the claim (-1: its text).
SELECT s.document, :place - s.first - 1 AS nth FROM searched s WHERE s.first <= :place ORDER BY s.first DESC LIMIT 1;
