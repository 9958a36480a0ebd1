package dev.belfry.api.stats;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.job.JobService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Tells how a job did. */
@ApplicationScoped
public class StatsService {

    private final StatsRepository stats;
    private final JobService jobs;
    private final Clock clock;

    StatsService(StatsRepository stats, JobService jobs, Clock clock) {
        this.stats = stats;
        this.jobs = jobs;
        this.clock = clock;
    }

    Uni<StatsView> stats(WorkspaceId workspace, UUID job, StatsWindow window) {
        return jobs.require(workspace, job).chain(() -> stats.stats(workspace, job, window, clock.instant()));
    }
}
