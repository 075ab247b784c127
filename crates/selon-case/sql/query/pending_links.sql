-- The newest versions that have not been linked, in an order that adding does not change.
SELECT document FROM unlinked WHERE document > :after ORDER BY document LIMIT :most
