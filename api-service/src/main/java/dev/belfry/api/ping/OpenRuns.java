package dev.belfry.api.ping;

import dev.belfry.transport.json.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a monitor that have begun and not ended, oldest first. The first is waited for: one that never ends shall
 * not be forgotten. Runs without a name cannot be told apart, and are one. Not thread-safe.
 */
final class OpenRuns {

    /** Beyond so many a program does not watch its runs by their ends. */
    private static final int MOST = 50;

    /** @param name what the client calls it, if it does */
    record Run(@Nullable String name, Instant startedAt) {

        boolean isMeant(@Nullable String other) {
            return name == null || name.equals(other);
        }
    }

    private final List<Run> runs = new ArrayList<>();

    /** @param later as {@link #later} gave them */
    OpenRuns(@Nullable Instant firstStartedAt, @Nullable String firstName, @Nullable String later) {
        if (firstStartedAt != null) {
            runs.add(new Run(firstName, firstStartedAt));
            if (later != null) {
                runs.addAll(List.of(WireJson.read(later, Run[].class)));
            }
        }
    }

    @Nullable
    Instant firstStartedAt() {
        return runs.isEmpty() ? null : runs.get(0).startedAt();
    }

    @Nullable
    String firstName() {
        return runs.isEmpty() ? null : runs.get(0).name();
    }

    /** All but the first, as they are stored; null when there are none. */
    @Nullable
    String later() {
        return runs.size() < 2 ? null : WireJson.write(runs.subList(1, runs.size()));
    }

    void begin(@Nullable String name, Instant at) {
        if (runs.size() < MOST && runs.stream().noneMatch(run -> run.isMeant(name))) {
            runs.add(new Run(name, at));
        }
    }

    /** An end without a name may be that of any, and is taken for that of all. */
    void end(@Nullable String name) {
        runs.removeIf(run -> name == null || run.isMeant(name));
    }
}
