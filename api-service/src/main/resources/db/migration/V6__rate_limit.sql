-- How much of its allowance a caller has used: the instant at which a bucket is full again. Shared by all replicas; not
-- worth a log, because after a crash everybody starts with a full bucket.
CREATE UNLOGGED TABLE rate_limit (
    -- A hash of who is limited and by which limit.
    key     bytea PRIMARY KEY,
    full_at timestamptz NOT NULL
);
CREATE INDEX rate_limit_by_full_at ON rate_limit (full_at);
