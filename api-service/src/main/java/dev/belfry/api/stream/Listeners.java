package dev.belfry.api.stream;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Who has a stream open on this instance. */
@Singleton
class Listeners {

    private static final Logger LOG = Logger.getLogger(Listeners.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

    private final Map<WorkspaceId, Set<Listener>> byWorkspace = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final StreamConfig config;

    Listeners(Vertx vertx, StreamConfig config) {
        this.vertx = vertx;
        this.config = config;
        vertx.setPeriodic(SWEEP_EVERY.toMillis(), tick -> cutOffStalled());
    }

    /**
     * Lets one more in.
     *
     * @throws Problem 429 when the workspace or the instance has as many as it may
     */
    synchronized Listener enter(WorkspaceId workspace, Runnable cutOff) {
        int all = byWorkspace.values().stream().mapToInt(Set::size).sum();
        if (count(workspace) >= config.maxPerWorkspace() || all >= config.maxPerInstance()) {
            throw new Problem(
                    ProblemCode.RATE_LIMITED,
                    "a workspace may have " + config.maxPerWorkspace() + " streams open at once, and an instance "
                            + config.maxPerInstance() + "; close one first",
                    List.of());
        }
        Listener listener = new Listener(vertx, cutOff);
        byWorkspace
                .computeIfAbsent(workspace, first -> ConcurrentHashMap.newKeySet())
                .add(listener);
        return listener;
    }

    synchronized void leave(WorkspaceId workspace, Listener listener) {
        byWorkspace.computeIfPresent(workspace, (same, others) -> {
            others.remove(listener);
            return others.isEmpty() ? null : others;
        });
    }

    int count(WorkspaceId workspace) {
        return byWorkspace.getOrDefault(workspace, Set.of()).size();
    }

    /** Something finished in a workspace. */
    void wake(WorkspaceId workspace) {
        byWorkspace.getOrDefault(workspace, Set.of()).forEach(Listener::wake);
    }

    private void cutOffStalled() {
        byWorkspace.values().stream()
                .flatMap(Collection::stream)
                .filter(listener -> listener.isStalled(config.stalledAfter()))
                .forEach(listener -> {
                    LOG.debug("a stream's client takes nothing and is cut off");
                    listener.cutOff();
                });
    }
}
