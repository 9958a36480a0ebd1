-- By default a table is vacuumed and analyzed whenever a fifth or a tenth of it has changed: while a day fills up, every
-- minute, which took as much CPU as a fifth of all calls. Here it is done when the table has doubled, or when half a
-- million of its rows are dead: what the sweepers' indexes still hold of ended executions they pass over, but page by
-- page. The executor's and the scheduler's plans are made for any statistics, and a day's partition is dropped as a whole.
CREATE FUNCTION vacuum_execution_partition_seldom(partition text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %I SET (autovacuum_vacuum_scale_factor = 1, autovacuum_vacuum_max_threshold = 500000,'
                   ' autovacuum_vacuum_insert_scale_factor = 1, autovacuum_analyze_scale_factor = 1)', partition);
END
$$;

-- Makes sure the days from the first to the last have a partition. Rows that reached the default partition before
-- their day existed move with it, in the same transaction.
CREATE OR REPLACE FUNCTION ensure_execution_partitions(first_day date, last_day date) RETURNS void
    LANGUAGE plpgsql
    -- Rather late than in the way: whoever waits for these locks makes every claim and report wait behind.
    SET lock_timeout = '1s' AS
$$
DECLARE
    day        date;
    partition  text;
    low        uuid;
    high       uuid;
BEGIN
    -- Two schedulers may tend the partitions at once: the second waits and then finds nothing to do.
    PERFORM pg_advisory_xact_lock(hashtext('execution_partitions'));
    FOR day IN SELECT generate_series(first_day, last_day, interval '1 day')::date LOOP
        partition := 'execution_' || to_char(day, 'YYYYMMDD');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;
        low := execution_id_floor(day::timestamp AT TIME ZONE 'UTC');
        high := execution_id_floor((day + 1)::timestamp AT TIME ZONE 'UTC');
        -- Room in each page for the version of a row that its claim writes.
        EXECUTE format('CREATE TABLE %I (LIKE execution INCLUDING DEFAULTS INCLUDING CONSTRAINTS) WITH (fillfactor = 45)',
                       partition);
        PERFORM vacuum_execution_partition_seldom(partition);
        EXECUTE format('WITH moved AS (DELETE FROM execution_default WHERE id >= %L AND id < %L RETURNING *)'
                       ' INSERT INTO %I SELECT * FROM moved', low, high, partition);
        EXECUTE format('ALTER TABLE execution ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, low, high);
    END LOOP;
END
$$;

SELECT vacuum_execution_partition_seldom(c.relname)
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
 WHERE i.inhparent = 'execution'::regclass;

-- Each job that runs once is written twice. A job is found by its id or in the order of ids, whatever the statistics say.
ALTER TABLE job SET (autovacuum_vacuum_scale_factor = 0.5, autovacuum_analyze_scale_factor = 0.5);
