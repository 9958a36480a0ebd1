package dev.belfry.api.ping;

import dev.belfry.core.monitor.Expectation;
import dev.belfry.core.monitor.MonitorState;
import dev.belfry.core.monitor.Wait;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A locked monitor, and what pings make of it one after the other. Not thread-safe. */
final class Heartbeat {

    /** A change of state. */
    record Flip(UUID monitorId, MonitorState from, MonitorState to, String reason, Instant at) {}

    private final UUID monitorId;
    private final Expectation expectation;
    private MonitorState state;
    private Instant anchorAt;
    private final OpenRuns runs;
    private @Nullable Instant lastPingAt;
    private @Nullable Instant nextExpectedAt;
    private long pingCount;

    /** What a row holds that pings change. */
    record Stored(
            MonitorState state,
            Instant anchorAt,
            @Nullable Instant startedAt,
            @Nullable String startedRun,
            @Nullable String laterRuns,
            @Nullable Instant lastPingAt,
            @Nullable Instant nextExpectedAt,
            long pingCount) {}

    Heartbeat(UUID monitorId, Expectation expectation, Stored row) {
        this.monitorId = monitorId;
        this.expectation = expectation;
        this.state = row.state();
        this.anchorAt = row.anchorAt();
        this.runs = new OpenRuns(row.startedAt(), row.startedRun(), row.laterRuns());
        this.lastPingAt = row.lastPingAt();
        this.nextExpectedAt = row.nextExpectedAt();
        this.pingCount = row.pingCount();
    }

    UUID monitorId() {
        return monitorId;
    }

    MonitorState state() {
        return state;
    }

    /** How many pings there were, those taken included: the number of the last one. */
    long pingCount() {
        return pingCount;
    }

    Stored row() {
        return new Stored(
                state,
                anchorAt,
                runs.firstStartedAt(),
                runs.firstName(),
                runs.later(),
                lastPingAt,
                nextExpectedAt,
                pingCount);
    }

    /** Takes a ping that came at an instant; gives the change of state that it makes. */
    Optional<Flip> take(Signal signal, @Nullable String run, Instant at) {
        pingCount++;
        lastPingAt = later(lastPingAt, at);
        if (state == MonitorState.PAUSED) {
            return Optional.empty();
        }
        return switch (signal.kind()) {
            case LOG -> Optional.empty();
            case START -> begin(run, at);
            case SUCCESS -> end(MonitorState.UP, signal, run, at);
            case FAIL -> end(MonitorState.DOWN, signal, run, at);
        };
    }

    private Optional<Flip> begin(@Nullable String run, Instant at) {
        boolean isFirst = runs.firstStartedAt() == null;
        runs.begin(run, at);
        if (isFirst && state != MonitorState.DOWN) {
            nextExpectedAt = expectation.deadline(waiting());
        }
        return Optional.empty();
    }

    private Optional<Flip> end(MonitorState to, Signal signal, @Nullable String run, Instant at) {
        runs.end(run);
        MonitorState from = state;
        state = to;
        anchorAt = later(anchorAt, at);
        nextExpectedAt = expectation.deadline(waiting());
        return from == to ? Optional.empty() : Optional.of(new Flip(monitorId, from, to, signal.sentence(), at));
    }

    private Wait waiting() {
        return new Wait(anchorAt, state == MonitorState.PENDING, runs.firstStartedAt());
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
