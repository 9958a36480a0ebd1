package dev.belfry.notifier.delivery;

import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Notification.Circumstances;
import dev.belfry.notifier.channel.Notification.Execution;
import dev.belfry.notifier.channel.Notification.Job;
import dev.belfry.notifier.channel.Notification.Monitor;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads claimed deliveries, with all that there is to tell. */
final class DueRows {

    private final String links;

    /** @param publicUrl what links begin with */
    DueRows(URI publicUrl) {
        String url = publicUrl.toString();
        this.links = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    DueDelivery delivery(Row row) {
        Buffer sealed = row.getBuffer("secret_sealed");
        return new DueDelivery(
                row.getUUID("id"),
                row.getInteger("delivery_attempt"),
                row.getInteger("attempt_of_round"),
                row.getUUID("channel_id"),
                row.getString("type"),
                row.getString("config"),
                sealed == null ? null : sealed.getBytes(),
                row.getString("owner"),
                row.getBoolean("to_owners"),
                row.getBoolean("is_off") && !row.getBoolean("to_owners"),
                notification(row));
    }

    private Notification notification(Row row) {
        boolean ofJob = row.getUUID("job_id") != null;
        boolean ofMonitor = row.getString("monitor_name") != null && row.getString("to_state") != null;
        return new Notification(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getString("event"),
                ofJob ? new Job(row.getUUID("job_id"), row.getString("job_name"), row.getString("kind")) : null,
                ofJob ? execution(row) : null,
                ofMonitor ? monitor(row) : null,
                circumstances(row));
    }

    private static Execution execution(Row row) {
        return new Execution(
                row.getUUID("execution_id"),
                row.getString("execution_status"),
                row.getString("source"),
                Objects.requireNonNull(instant(row, "scheduled_for")),
                instant(row, "started_at"),
                instant(row, "execution_finished_at"),
                row.getInteger("execution_attempts"),
                row.getInteger("status_code"),
                row.getString("execution_error"),
                row.getString("output"),
                row.getString("body_preview"));
    }

    private static Monitor monitor(Row row) {
        return new Monitor(
                row.getUUID("monitor_id"),
                row.getString("monitor_name"),
                row.getString("to_state"),
                row.getString("reason"),
                Objects.requireNonNull(instant(row, "flipped_at")),
                instant(row, "last_ping_at"),
                instant(row, "next_expected_at"));
    }

    private Circumstances circumstances(Row row) {
        return new Circumstances(
                row.getInteger("reminder"),
                row.getInteger("folded"),
                row.getInteger("failure_count"),
                instant(row, "broken_since"),
                links + path(row),
                row.getString("channel_name"),
                row.getBoolean("to_owners") ? row.getString("state_reason") : null);
    }

    private static String path(Row row) {
        if (row.getUUID("execution_id") != null) {
            return "/v1/executions/" + row.getUUID("execution_id");
        }
        return row.getUUID("monitor_id") != null
                ? "/v1/monitors/" + row.getUUID("monitor_id")
                : "/v1/notification-channels/" + row.getUUID("channel_id");
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
