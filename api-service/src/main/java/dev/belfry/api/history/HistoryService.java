package dev.belfry.api.history;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.monitor.MonitorService;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads what happened to monitors. */
@ApplicationScoped
public class HistoryService {

    private final HistoryRepository history;
    private final MonitorService monitors;

    HistoryService(HistoryRepository history, MonitorService monitors) {
        this.history = history;
        this.monitors = monitors;
    }

    /** The last hundred pings, newest first. */
    public Uni<Page<KeptPingView>> pings(WorkspaceId workspace, UUID monitor, PageRequest page) {
        return monitors.require(workspace, monitor)
                .chain(() -> history.pings(workspace, monitor, page))
                .map(rows -> Page.of(rows, page, ping -> new Cursor(ping.id())));
    }

    /** The last thousand changes of state, newest first. */
    public Uni<Page<FlipView>> flips(WorkspaceId workspace, UUID monitor, PageRequest page) {
        return monitors.require(workspace, monitor)
                .chain(() -> history.flips(workspace, monitor, page))
                .map(rows -> Page.of(rows, page, flip -> new Cursor(flip.id())));
    }
}
