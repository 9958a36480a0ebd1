package dev.belfry.notifier.match;

import dev.belfry.core.notification.NotificationEvent;
import dev.belfry.core.notification.QuietHours;
import dev.belfry.notifier.rule.Rule;
import dev.belfry.notifier.rule.RuleOptions;
import dev.belfry.transport.json.WireJson;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads rules from rows. */
public final class RuleRows {

    /** What a statement selects for {@link #rule}, of a rule {@code r}. */
    public static final String COLUMNS = """
            r.id AS rule_id, r.channel_id, r.event, r.after_failures, r.min_interval_minutes, r.remind_hours,
            r.late_seconds, r.quiet_hours::text AS quiet_hours
            """;

    private RuleRows() {}

    /** As api-service stores them. */
    private record StoredQuietHours(
            String from, String to, @Nullable String timezone) {}

    public static Rule rule(Row row) {
        RuleOptions options = new RuleOptions(
                row.getInteger("after_failures"),
                span(row.getInteger("min_interval_minutes"), Duration.ofMinutes(1)),
                span(row.getInteger("remind_hours"), Duration.ofHours(1)),
                span(row.getInteger("late_seconds"), Duration.ofSeconds(1)),
                quietHours(row.getString("quiet_hours")));
        return new Rule(
                row.getUUID("rule_id"),
                row.getUUID("channel_id"),
                NotificationEvent.of(row.getString("event")).orElseThrow(),
                options);
    }

    private static @Nullable Duration span(@Nullable Integer count, Duration unit) {
        return count == null ? null : unit.multipliedBy(count);
    }

    private static @Nullable QuietHours quietHours(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        StoredQuietHours hours = WireJson.read(stored, StoredQuietHours.class);
        String zone = hours.timezone() == null ? "UTC" : hours.timezone();
        return new QuietHours(
                LocalTime.parse(hours.from()),
                LocalTime.parse(hours.to()),
                QuietHours.zone(zone).orElse(ZoneOffset.UTC));
    }
}
