INSERT OR IGNORE INTO accusation (place, document, nth, event, outlet, country, accuser, accuser_name, accused)
SELECT s.first + 1 + :nth, :document, :nth, :event, :outlet,
       coalesce((SELECT country FROM outlet_country o WHERE o.outlet = :outlet), '--'), :accuser, :accuser_name, :accused
FROM searched s WHERE s.document = :document;
