package dev.belfry.executor.admission;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many calls one executor may have under way. Each limit is at least 1. */
@ConfigMapping(prefix = "executor.admission")
public interface AdmissionLimits {

    /** In all. */
    @WithDefault("4000")
    @Bounds(min = 1)
    int total();

    /** For one workspace; below the total, so that a single tenant cannot take every place. */
    @WithDefault("3000")
    @Bounds(min = 1)
    int perWorkspace();

    /** Towards one host, as the job's URL names it. */
    @WithDefault("2000")
    @Bounds(min = 1)
    int perHost();
}
