package dev.belfry.load.run;

import dev.belfry.load.installation.LocalBelfry;
import dev.belfry.load.installation.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * What an installation costs that has nothing to do.
 *
 * @param startedInSeconds from the call of {@code deploy/local/up} on built jars and existing data until it was ready
 * @param cpuSeconds by part, over a minute
 */
record Idle(double startedInSeconds, double megabytes, double percentOfACore, Map<String, Double> cpuSeconds) {

    /**
     * Until the JVMs have compiled what they do all the time, and PostgreSQL has cleaned up after the load. Seen by thread
     * on two cores: the compilers take 1.8 % of a core in the fourth minute and 0.7 % in the eighth.
     */
    private static final Duration SETTLE = Duration.ofMinutes(7);

    private static final Duration WATCH = Duration.ofSeconds(60);

    static Idle measure(LocalBelfry started) throws IOException, InterruptedException {
        Thread.sleep(SETTLE.toMillis());
        Usage.forgetPeaks(started.launcher());
        Usage before = started.usage();
        Thread.sleep(WATCH.toMillis());
        Usage after = started.usage();
        Map<String, Double> cpu = after.cpuSince(before);
        return new Idle(
                started.startedIn().toMillis() / 1e3,
                Usage.sum(after.memoryMegabytes()),
                100 * Usage.sum(cpu) / WATCH.toSeconds(),
                cpu);
    }
}
