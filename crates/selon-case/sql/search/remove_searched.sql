DELETE FROM searched WHERE document = :document;
