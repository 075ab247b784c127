-- Names that name most, first: what an analyst is asked about.
CREATE INDEX name_by_size ON name (n_mentions DESC, key);
CREATE INDEX name_of_spelling_by_size ON name (n_mentions DESC, key) WHERE origin = 'spelling';
