-- The state of a page that is in the case already.
SELECT version FROM document WHERE doc = :doc AND sha256 = :sha256;
