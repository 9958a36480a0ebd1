package dev.belfry.api.monitor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.address.AddressService;
import dev.belfry.api.address.NewAddress;
import dev.belfry.api.address.Purpose;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.link.LinkConfig;
import dev.belfry.api.monitor.Monitor.Definition;
import dev.belfry.api.monitor.Monitor.Progress;
import dev.belfry.api.monitor.MonitorRepository.Found;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.value.NewId;
import dev.belfry.core.monitor.MonitorState;
import dev.belfry.core.monitor.Wait;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What may be done to monitors. Each method is one transaction. */
@ApplicationScoped
public class MonitorService {

    private static final String MONITOR = "monitor";

    private final MonitorRepository monitors;
    private final MonitorDocument documents;
    private final AddressService addresses;
    private final NewId ids;
    private final Clock clock;
    private final int maxPerWorkspace;
    private final URI publicUrl;

    MonitorService(
            MonitorRepository monitors,
            MonitorDocument documents,
            AddressService addresses,
            NewId ids,
            Clock clock,
            MonitorConfig config,
            LinkConfig links) {
        this.monitors = monitors;
        this.documents = documents;
        this.addresses = addresses;
        this.ids = ids;
        this.clock = clock;
        this.maxPerWorkspace = config.maxPerWorkspace();
        this.publicUrl = links.publicUrl();
    }

    /** Creates a monitor, which waits for its first ping from now on. */
    public Uni<MonitorView> create(WorkspaceId workspace, ObjectNode document) {
        Instant now = clock.instant();
        Definition definition = documents.read(document, now);
        Instant deadline = definition.expectation().deadline(new Wait(now, true, null));
        Monitor monitor = new Monitor(
                ids.next(),
                workspace.value(),
                definition,
                MonitorState.PENDING,
                new Progress(now, null, null, deadline, 0),
                now,
                now);
        NewAddress ping = addresses.create(Purpose.PING);
        NewAddress badge = addresses.create(Purpose.BADGE);
        MonitorView.Tokens tokens =
                new MonitorView.Tokens(ping.token().value(), badge.token().value());
        return monitors.insert(workspace, monitor, List.of(ping, badge), maxPerWorkspace)
                .invoke(stored -> {
                    if (!stored) {
                        throw tooMany();
                    }
                })
                .map(stored -> MonitorView.of(monitor, tokens, publicUrl));
    }

    public Uni<MonitorView> find(WorkspaceId workspace, UUID id) {
        return monitors.find(workspace, id).map(found -> existing(found, id));
    }

    public Uni<Page<MonitorView>> list(WorkspaceId workspace, PageRequest page) {
        return monitors.list(workspace, page)
                .map(rows -> Page.of(
                                rows, page, found -> new Cursor(found.monitor().id()))
                        .map(this::view));
    }

    /** Merges a patch onto the monitor and reads the whole like a new one. */
    public Uni<MonitorView> patch(WorkspaceId workspace, UUID id, ObjectNode patch) {
        Instant now = clock.instant();
        return change(
                workspace,
                id,
                monitor -> MonitorChange.defined(
                        monitor, documents.read(documents.merged(monitor.definition(), patch), now), now));
    }

    /** Switches it off: once answered, no silence brings it down. */
    public Uni<MonitorView> pause(WorkspaceId workspace, UUID id) {
        Instant now = clock.instant();
        return change(workspace, id, monitor -> MonitorChange.paused(monitor, now));
    }

    /** Switches it on again, waiting from now on. */
    public Uni<MonitorView> resume(WorkspaceId workspace, UUID id) {
        Instant now = clock.instant();
        return change(workspace, id, monitor -> MonitorChange.resumed(monitor, now));
    }

    /** Gives an address another token; once answered, the old one leads nowhere. */
    public Uni<MonitorView> readdress(WorkspaceId workspace, UUID id, Purpose purpose) {
        return monitors.readdress(workspace, id, addresses.create(purpose))
                .invoke(done -> require(done, id))
                .chain(() -> find(workspace, id));
    }

    /** Deletes the monitor with its pings, flips and rules. */
    public Uni<Void> delete(WorkspaceId workspace, UUID id) {
        return monitors.delete(workspace, id).invoke(done -> require(done, id)).replaceWithVoid();
    }

    /** Fails as not found unless the workspace has the monitor. */
    public Uni<Void> require(WorkspaceId workspace, UUID id) {
        return monitors.exists(workspace, id)
                .invoke(exists -> require(exists, id))
                .replaceWithVoid();
    }

    private Uni<MonitorView> change(WorkspaceId workspace, UUID id, MonitorRepository.Change change) {
        return monitors.change(workspace, id, change).map(found -> existing(found, id));
    }

    private MonitorView existing(Optional<Found> found, UUID id) {
        return view(found.orElseThrow(() -> Problem.notFound(MONITOR, id)));
    }

    private MonitorView view(Found found) {
        MonitorView.Tokens tokens = new MonitorView.Tokens(
                addresses.open(found.ping().addressId(), found.ping().token()),
                addresses.open(found.badge().addressId(), found.badge().token()));
        return MonitorView.of(found.monitor(), tokens, publicUrl);
    }

    private Problem tooMany() {
        return new Problem(
                ProblemCode.PLAN_LIMIT_EXCEEDED,
                "this workspace has " + maxPerWorkspace + " monitors, which is as many as it may have",
                List.of());
    }

    private static void require(boolean there, UUID id) {
        if (!there) {
            throw Problem.notFound(MONITOR, id);
        }
    }
}
