-- Documents that were linked and have been replaced since.
SELECT document FROM outdated ORDER BY document
