DELETE FROM source WHERE n_attributions = 0 AND folded IN (
  SELECT folded(source_name) FROM attribution WHERE document = :document);
