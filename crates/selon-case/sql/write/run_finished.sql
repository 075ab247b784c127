UPDATE run SET finished = :finished WHERE id = :id;
