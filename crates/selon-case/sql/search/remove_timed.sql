DELETE FROM timed WHERE document = :document;
