package dev.belfry.core.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything about <em>when</em>, as a job's {@code schedule} object states it (JSON with snake_case names); null means
 * absent. {@link Schedule} gives it meaning.
 *
 * @param cron five fields or a macro; required by {@code cron}, refused elsewhere
 * @param everyNMinutes from 1 to 1440; required by {@code recurring}, refused elsewhere
 * @param runAt in the future when saved; required by {@code scheduled}, refused elsewhere
 * @param timezone IANA name, default UTC; for {@code cron} only
 * @param dst {@code vixie} (default) or {@code skip}; for {@code cron} only
 * @param jitterSeconds from 0 (default) to 3600
 * @param startsAt no run before it
 * @param endsAt no run after it; later than {@code startsAt}
 * @param catchUp {@code latest} (default), {@code all} or {@code none}
 * @param catchUpWindowSeconds ticks older than this are never made up; default 3600
 */
public record ScheduleSpec(
        @Nullable String cron,
        @Nullable Integer everyNMinutes,
        @Nullable Instant runAt,
        @Nullable String timezone,
        @Nullable String dst,
        @Nullable Integer jitterSeconds,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String catchUp,
        @Nullable Integer catchUpWindowSeconds) {}
