-- Outlets as this case knows them.
SELECT name, domains, aliases, country, owner, kinds, reference, year FROM outlet ORDER BY name;
