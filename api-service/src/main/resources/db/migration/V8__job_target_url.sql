-- Where a job's calls go, beside its request: that may be a megabyte, and who only looks for the URL would read all of it.
ALTER TABLE job ADD COLUMN target_url text GENERATED ALWAYS AS (request ->> 'url') STORED;
