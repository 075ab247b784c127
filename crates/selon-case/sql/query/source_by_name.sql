SELECT id FROM source WHERE folded = :folded;
