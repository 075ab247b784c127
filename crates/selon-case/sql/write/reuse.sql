INSERT INTO reuse (document, other, kind, ground, n_words, share, other_share, at, other_at)
VALUES (:document, :other, :kind, :ground, :n_words, :share, :other_share, :at, :other_at);
