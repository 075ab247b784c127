-- In which document is a claim?
SELECT document FROM claim WHERE id = :claim;
