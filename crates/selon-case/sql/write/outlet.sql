INSERT INTO outlet (name, domains, aliases, country, owner, kinds, reference, year, edited)
VALUES (:name, :domains, :aliases, :country, :owner, :kinds, :reference, :year, :edited)
ON CONFLICT (name) DO UPDATE SET domains = excluded.domains, aliases = excluded.aliases, country = excluded.country,
  owner = excluded.owner, kinds = excluded.kinds, reference = excluded.reference, year = excluded.year,
  edited = excluded.edited;
