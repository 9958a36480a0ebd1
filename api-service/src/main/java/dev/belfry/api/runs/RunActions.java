package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.control.ControlService;
import dev.belfry.api.label.LabelService;
import dev.belfry.api.order.OrderService;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be done to runs, by the rules of {@link RunService}. */
@ApplicationScoped
public class RunActions {

    private final RunService runs;
    private final ControlService control;
    private final OrderService orders;
    private final LabelService labels;
    private final Wishes wishes;

    RunActions(RunService runs, ControlService control, OrderService orders, LabelService labels, Wishes wishes) {
        this.runs = runs;
        this.control = control;
        this.orders = orders;
        this.labels = labels;
        this.wishes = wishes;
    }

    /** Cancels a run that has not ended; one that has stays as it is. */
    public Uni<RunAnswers.Handle> cancel(WorkspaceId workspace, String run) {
        return control.cancel(workspace, RunService.id(run))
                .replaceWithVoid()
                .onFailure(failure -> RunService.isOf(failure, ProblemCode.CONFLICT))
                .recoverWithUni(() -> Uni.createFrom().voidItem())
                .onFailure(failure -> RunService.isOf(failure, ProblemCode.NOT_FOUND))
                .transform(failure -> RunService.notFound())
                .replaceWith(new RunAnswers.Handle(run));
    }

    /** A new run of what another one did, whatever became of that. */
    public Uni<RunAnswers.Handle> replay(
            WorkspaceId workspace, String run, ObjectNode body, @Nullable String requestKey) {
        return runs.find(workspace, run)
                .chain(found -> orders.ofExecution(workspace, found.id(), wishes.ofReplay(body, requestKey)))
                .map(placed -> new RunAnswers.Handle(RunId.text(RunId.RUN, placed.execution())));
    }

    /** Gives a run that waits for its time another one, and answers the run. */
    public Uni<RunView> reschedule(WorkspaceId workspace, String run, ObjectNode body) {
        return runs.find(workspace, run)
                .chain(found -> {
                    Instant dueAt = wishes.delay(new RunBody(body, ""));
                    return orders.move(workspace, found.id(), dueAt);
                })
                .invoke(moved -> {
                    if (!moved) {
                        throw Problem.invalid(
                                new Detail("", "status", "Cannot reschedule a run that is not delayed", null));
                    }
                })
                .chain(moved -> runs.retrieve(workspace, run));
    }

    public Uni<RunAnswers.TagsAdded> addTags(WorkspaceId workspace, String run, ObjectNode body) {
        RunBody fields = new RunBody(body, "");
        return runs.find(workspace, run)
                .chain(found -> labels.addTags(
                        workspace,
                        found.id(),
                        fields.tags("tags")
                                .orElseThrow(
                                        () -> fields.refused("tags", "required", "has to be a text or a list", null))))
                .map(added -> new RunAnswers.TagsAdded(
                        added == 0 ? "No new tags to add" : "Successfully set " + added + " new tags."));
    }

    public Uni<RunAnswers.Metadata> changeMetadata(WorkspaceId workspace, String run, ObjectNode body) {
        return runs.find(workspace, run)
                .chain(found -> labels.change(workspace, found.id(), new MetadataChange(body)))
                .map(RunAnswers.Metadata::new);
    }
}
