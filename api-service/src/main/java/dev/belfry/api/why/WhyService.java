package dev.belfry.api.why;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.execution.ExecutionService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Explains executions. */
@ApplicationScoped
public class WhyService {

    private final WhyRepository why;
    private final ExecutionService executions;

    WhyService(WhyRepository why, ExecutionService executions) {
        this.why = why;
        this.executions = executions;
    }

    public Uni<WhyView> explain(WorkspaceId workspace, UUID id) {
        return executions
                .find(workspace, id)
                .chain(execution -> why.find(workspace, id)
                        .map(in ->
                                new WhyView(new Sentence(execution, in).text(), new Facts(execution, in).inOrder())));
    }
}
