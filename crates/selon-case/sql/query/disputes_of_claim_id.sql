-- The disputes that a claim is part of, with their weight.
SELECT DISTINCT x.dispute, d.weight FROM dispute_claim x JOIN dispute d ON d.id = x.dispute WHERE x.claim = :claim;
