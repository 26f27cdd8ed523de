-- What a learner chose a machine to be made with; all three or none.
ALTER TABLE machine ADD COLUMN image TEXT;
ALTER TABLE machine ADD COLUMN memory_bytes INTEGER;
ALTER TABLE machine ADD COLUMN cpus REAL;
