-- How much of its allowance a caller has used: the instant at which a bucket is full again. Shared by all replicas; not
-- worth a log, because after a crash everybody starts with a full bucket.
--
-- Every request changes a row. Half-empty pages and no index on full_at let PostgreSQL do that in place, without touching
-- an index; the sweep of the full ones reads the table, which holds the callers of about the last hour and no more.
CREATE UNLOGGED TABLE rate_limit (
    -- A hash of who is limited and by which limit.
    key     bytea PRIMARY KEY,
    full_at timestamptz NOT NULL
) WITH (fillfactor = 50);
