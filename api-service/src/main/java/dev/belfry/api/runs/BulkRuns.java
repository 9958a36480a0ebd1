package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.bulk.BulkAction;
import dev.belfry.api.bulk.BulkService;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.search.Place;
import dev.belfry.api.search.Place.Side;
import dev.belfry.api.search.Search;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Actions on many runs, in the client's words. */
@ApplicationScoped
public class BulkRuns {

    private static final int MOST_IDS = 500;
    private static final int LONGEST_NAME = 255;
    private static final String FILTER = "filter";

    private final BulkService actions;
    private final Clock clock;

    BulkRuns(BulkService actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * Starts an action on the runs of a filter, or on single ones.
     *
     * @param requestKey names this call: a repetition of it finds the action; null for no such name
     */
    public Uni<RunAnswers.Handle> start(WorkspaceId workspace, ObjectNode body, @Nullable String requestKey) {
        RunBody fields = new RunBody(body, "");
        BulkAction.Kind kind = kind(fields);
        String name = fields.text("name").orElse(null);
        if (name != null && name.length() > LONGEST_NAME) {
            throw fields.refused("name", "size", "has " + LONGEST_NAME + " characters at most", null);
        }
        if (fields.field(FILTER).isPresent() == fields.field("runIds").isPresent()) {
            throw fields.refused(FILTER, "required", "Exactly one of filter or runIds must be provided", null);
        }
        Supplier<Uni<List<UUID>>> about = () -> fields.object(FILTER)
                .map(filter -> found(workspace, fields, filter))
                .orElseGet(() -> Uni.createFrom().item(ids(fields)));
        return actions.start(workspace, kind, name, requestKey, about)
                .map(id -> new RunAnswers.Handle(RunId.text(RunId.BULK_ACTION, id)));
    }

    public Uni<BulkView> retrieve(WorkspaceId workspace, String id) {
        return actions.find(workspace, id(id))
                .onFailure(BulkRuns::isUnknown)
                .transform(failure -> unknown())
                .map(BulkView::of);
    }

    public Uni<RunAnswers.Handle> abort(WorkspaceId workspace, String id) {
        return actions.abort(workspace, id(id))
                .onFailure(BulkRuns::isUnknown)
                .transform(failure -> unknown())
                .replaceWith(new RunAnswers.Handle(id));
    }

    public Uni<BulkView.Listed> list(WorkspaceId workspace, MultivaluedMap<String, String> query) {
        Place place = RunSearch.place(RunQuery.of(query));
        Place andOne = new Place(place.size() + 1, place.beside(), place.side());
        return actions.list(workspace, andOne).map(found -> page(place, found));
    }

    private static BulkView.Listed page(Place place, List<BulkAction> found) {
        List<BulkAction> shown = new ArrayList<>(found.subList(0, Math.min(place.size(), found.size())));
        boolean isMore = found.size() > place.size();
        boolean toNewer = place.side() == Side.NEWER;
        if (toNewer) {
            Collections.reverse(shown);
        }
        boolean isOlder = toNewer || isMore;
        boolean isNewer = toNewer ? isMore : place.beside() != null;
        return new BulkView.Listed(
                shown.stream().map(BulkView::of).toList(),
                new RunPage.Pagination(
                        isOlder && !shown.isEmpty() ? cursor(shown.get(shown.size() - 1)) : null,
                        isNewer && !shown.isEmpty() ? cursor(shown.get(0)) : null));
    }

    private static @Nullable String cursor(BulkAction action) {
        return new Cursor(action.id()).text();
    }

    private static BulkAction.Kind kind(RunBody fields) {
        String action = fields.text("action").orElse("");
        if (!action.equals("cancel") && !action.equals("replay")) {
            throw fields.refused("action", "one_of", "has to be cancel or replay", null);
        }
        return BulkAction.Kind.valueOf(action.toUpperCase(Locale.ROOT));
    }

    private Uni<List<UUID>> found(WorkspaceId workspace, RunBody fields, ObjectNode filter) {
        return search(fields, filter)
                .map(search -> actions.found(workspace, search))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    /** The filter is a list's query, written as an object. Whatever were ignored in it would widen what is acted on. */
    private Optional<Search> search(RunBody fields, ObjectNode filter) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        filter.properties().forEach(field -> {
            String name = field.getKey();
            if (!RunQuery.isFilter(name)) {
                throw fields.refused(
                        FILTER + "." + name, "unknown_field", "is no filter; known: " + RunQuery.filters(), null);
            }
            add(fields, query, name, field.getValue());
        });
        if (query.isEmpty()) {
            throw fields.refused(FILTER, "required", "At least one filter must be provided", null);
        }
        try {
            return RunSearch.of(RunQuery.of(query), clock).search();
        } catch (Problem ofQuery) {
            throw ofBody(ofQuery);
        }
    }

    private static Problem ofBody(Problem ofQuery) {
        return Problem.invalid(
                ofQuery.details().stream()
                        .map(detail -> new Detail(
                                FILTER + "." + RunQuery.plain(detail.field()),
                                detail.rule(),
                                detail.message(),
                                detail.value()))
                        .toList(),
                false);
    }

    private static void add(RunBody fields, MultivaluedMap<String, String> query, String name, JsonNode value) {
        if (value.isArray()) {
            // One that is empty asks for none of anything.
            query.computeIfAbsent(name, unknown -> new ArrayList<>());
            value.forEach(one -> query.addAll(name, text(fields, name, one)));
        } else {
            query.addAll(name, text(fields, name, value));
        }
    }

    /** One value of a filter, as a query would say it; none for null. What were read otherwise would widen the action. */
    private static List<String> text(RunBody fields, String name, JsonNode value) {
        String filter = RunQuery.known(name);
        boolean isQueue = value.isObject()
                && filter.equals(RunQuery.QUEUE)
                && value.path("name").isTextual();
        boolean isPlain = value.isTextual()
                || value.isBoolean() && filter.equals(RunQuery.IS_TEST)
                || value.isIntegralNumber() && (filter.equals(RunQuery.FROM) || filter.equals(RunQuery.TO));
        if (isQueue) {
            String queue = value.path("name").textValue();
            return List.of(value.path("type").asText().equals("task") ? "task/" + queue : queue);
        }
        if (!isPlain && !value.isNull()) {
            throw fields.refused(FILTER + "." + name, "type", "has to be a text here, or a list of texts", value);
        }
        return value.isNull() ? List.of() : List.of(value.asText());
    }

    private static List<UUID> ids(RunBody fields) {
        List<UUID> ids = new ArrayList<>();
        JsonNode sent = fields.field("runIds").orElseThrow();
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST_IDS) {
            throw fields.refused("runIds", "size", "has to be a list of 1 to " + MOST_IDS + " runs", null);
        }
        sent.forEach(id -> ids.add(RunId.parse(RunId.RUN, id.asText())
                .orElseThrow(() -> fields.refused("runIds", "run_id", "has to hold ids of runs", id))));
        return ids.stream().distinct().toList();
    }

    private static UUID id(String id) {
        return RunId.parse(RunId.BULK_ACTION, id).orElseThrow(BulkRuns::unknown);
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof Problem problem && problem.code() == ProblemCode.NOT_FOUND;
    }

    private static Problem unknown() {
        return new Problem(ProblemCode.NOT_FOUND, "Bulk action not found", List.of());
    }
}
