package dev.belfry.scheduler.monitor;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;

import dev.belfry.embedded.testing.TestWorkspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Monitors as the API leaves them, and who listened when. All times are the database's, in seconds from now. */
final class TestMonitors {

    private final TestWorkspace workspace = TestWorkspace.create();

    TestMonitors() {
        write("DELETE FROM monitor_listening");
    }

    UUID workspace() {
        return workspace.id();
    }

    /** One instance listened from a time to another. */
    void listened(int from, int to) {
        write(
                "INSERT INTO monitor_listening VALUES (?, now() + ? * interval '1 s', now() + ? * interval '1 s')",
                UUID.randomUUID(),
                from,
                to);
    }

    /** A monitor that was pinged for the last time at the anchor. */
    UUID everyInterval(String state, int intervalSeconds, int graceSeconds, int anchor) {
        UUID id = UUID.randomUUID();
        write(
                """
                INSERT INTO monitor (id, workspace_id, name, expected_interval_sec, grace_seconds, state, anchor_at,
                                     next_expected_at, created_at, updated_at)
                VALUES (?, ?, 'nightly', ?, ?, ?, now() + ? * interval '1 s', now() + ? * interval '1 s', now(), now())
                """,
                id,
                workspace.id(),
                intervalSeconds,
                graceSeconds,
                state,
                anchor,
                anchor + intervalSeconds + graceSeconds);
        return id;
    }

    /** A run began that did not end, and has until the deadline. */
    void began(UUID monitor, int at, int deadline) {
        write(
                "UPDATE monitor SET started_at = now() + ? * interval '1 s', started_run = 'r',"
                        + " next_expected_at = now() + ? * interval '1 s' WHERE id = ?",
                at,
                deadline,
                monitor);
    }

    String state(UUID monitor) {
        return (String) monitor(monitor).get("state");
    }

    /** In seconds from now. */
    long deadline(UUID monitor) {
        return ((Number) monitor(monitor).get("seconds")).longValue();
    }

    Map<String, Object> monitor(UUID id) {
        return rows(
                        "SELECT *, round(extract(epoch FROM next_expected_at - now()))::bigint AS seconds FROM monitor"
                                + " WHERE id = ?",
                        id)
                .get(0);
    }

    List<Map<String, Object>> flips(UUID monitor) {
        return rows("SELECT * FROM monitor_flip WHERE monitor_id = ? ORDER BY id", monitor);
    }

    List<Map<String, Object>> flipsSince(Instant since) {
        return rows("SELECT * FROM monitor_flip WHERE workspace_id = ? AND flipped_at >= ?", workspace.id(), since);
    }
}
