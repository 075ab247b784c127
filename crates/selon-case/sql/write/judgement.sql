INSERT INTO judgement (id, made, author, verb, kind, subject, object, subject_words, object_words, value, reason, undoes)
VALUES (:id, :made, :author, :verb, :kind, :subject, :object, :subject_words, :object_words, :value, :reason, :undoes)
