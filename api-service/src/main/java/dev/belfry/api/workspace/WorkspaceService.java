package dev.belfry.api.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Access;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.value.NewId;
import dev.belfry.core.schedule.cron.TimeZones;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may be done to a workspace itself. */
@Singleton
public class WorkspaceService {

    private final WorkspaceRepository workspaces;
    private final DocumentReader documents;
    private final Clock clock;
    private final NewId ids;

    WorkspaceService(WorkspaceRepository workspaces, DocumentReader documents, Clock clock, NewId ids) {
        this.workspaces = workspaces;
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    public Uni<WorkspaceView> find(WorkspaceId workspace) {
        return workspaces.find(workspace).map(found -> existing(workspace, found));
    }

    /** Changes what the document names. */
    public Uni<WorkspaceView> patch(WorkspaceId workspace, ObjectNode patch) {
        return find(workspace).chain(before -> {
            // What is absent keeps its value; null is a value, and none that a name can have.
            ObjectNode merged = patch.deepCopy();
            if (!merged.has("name")) {
                merged.put("name", before.name());
            }
            WorkspaceInput input = read(merged);
            String timezone = patch.has("timezone") ? timezone(input) : null;
            return workspaces
                    .update(workspace, patch.has("name") ? input.name() : null, timezone, clock.instant())
                    .map(found -> existing(workspace, found));
        });
    }

    /** Makes a further workspace, which the caller owns. */
    public Uni<WorkspaceView> create(Identity owner, ObjectNode document) {
        Access.requireVerified(owner);
        WorkspaceInput input = read(document);
        WorkspaceId id = new WorkspaceId(ids.next());
        return workspaces
                .create(id, Objects.requireNonNull(input.name()), timezone(input), clock.instant(), owner.userId())
                .map(Objects::requireNonNull);
    }

    private WorkspaceInput read(ObjectNode document) {
        Violations violations = new Violations();
        WorkspaceInput input = documents.read(document, WorkspaceInput.class, violations);
        if (TimeZones.rules(timezone(input)).isEmpty()) {
            violations.add(
                    "timezone",
                    "unknown_timezone",
                    "has to be an IANA time zone, like Europe/Berlin",
                    input.timezone());
        }
        violations.throwIfAny();
        return input;
    }

    private static String timezone(WorkspaceInput input) {
        return input.timezone() == null ? "UTC" : input.timezone();
    }

    private static WorkspaceView existing(WorkspaceId workspace, @Nullable WorkspaceView found) {
        if (found == null) {
            throw Problem.notFound("workspace", workspace.value());
        }
        return found;
    }
}
