package dev.belfry.core.schedule;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about <em>when</em>, as a job's {@code schedule} object states it (JSON with snake_case names); null means
 * absent. {@link Schedule} gives it meaning.
 *
 * @param cron five fields or a macro, at most 256 characters; required by {@code cron}, refused elsewhere
 * @param everyNMinutes from 1 to 1440; required by {@code recurring}, refused elsewhere
 * @param runAt in the future when saved; required by {@code scheduled}, refused elsewhere
 * @param timezone IANA name, default UTC; for {@code cron} only
 * @param dst {@code vixie} (default) or {@code skip}; for {@code cron} only
 * @param jitterSeconds from 0 (default) to 3600
 * @param startsAt no run before it
 * @param endsAt no run after it; later than {@code startsAt}
 * @param catchUp {@code latest} (default), {@code all} or {@code none}
 * @param catchUpWindowSeconds ticks older than this are never made up; from 0 to 2592000 (30 days), default 3600
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
        @Nullable Integer catchUpWindowSeconds) {

    /**
     * The kind that the timing field belongs to, for a preview that states none: {@code cron}, else
     * {@code every_n_minutes}, else {@code run_at}; empty when there is none of them. Another one beside it is a
     * violation of that kind.
     */
    public Optional<JobKind> impliedKind() {
        if (cron != null) {
            return Optional.of(JobKind.CRON);
        }
        if (everyNMinutes != null) {
            return Optional.of(JobKind.RECURRING);
        }
        return runAt != null ? Optional.of(JobKind.SCHEDULED) : Optional.empty();
    }
}
