package dev.belfry.executor.admission;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many calls one executor may have under way, and how much of requests and answers it holds for them. Each limit is
 * at least 1. The bytes are for a heap of 192 MiB: requests and answers take a few times as much as they count.
 */
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

    /** Towards one host, as the job's URL names it; of one workspace two thirds, and less while others call it as well. */
    @WithDefault("3000")
    @Bounds(min = 1)
    int perHost();

    /** Bytes of the large requests under way: of those over 4 KiB, and of those that were too many to read ahead. */
    @WithDefault("25165824")
    @Bounds(min = 1)
    long requestBytes();

    /** For one workspace. */
    @WithDefault("16777216")
    @Bounds(min = 1)
    long requestBytesPerWorkspace();

    /** Towards one host; of one workspace two thirds. */
    @WithDefault("25165824")
    @Bounds(min = 1)
    long requestBytesPerHost();

    /** Bytes of answers, from their arrival until they are written down; beyond, less of each is kept. */
    @WithDefault("12582912")
    @Bounds(min = 1)
    long answerBytes();

    /** The limits of calls. */
    default Shares calls() {
        return new Shares(total(), perWorkspace(), perHost());
    }

    /** The limits of what large requests take. */
    default Shares largeRequests() {
        return new Shares(requestBytes(), requestBytesPerWorkspace(), requestBytesPerHost());
    }
}
