-- Was this reason kept for this path already?
SELECT 1 FROM failure WHERE doc = :doc AND message = :message;
