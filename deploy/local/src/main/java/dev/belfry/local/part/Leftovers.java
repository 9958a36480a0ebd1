package dev.belfry.local.part;

import dev.belfry.embedded.process.Signals;
import dev.belfry.embedded.process.StopSignal;
import dev.belfry.local.home.DataFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Services that a launcher left behind when it was killed. PostgreSQL and Kafka look after their own. */
public final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private Leftovers() {}

    /** Ends them, all at once; returns what was ended, for people. */
    public static List<String> end(DataFolder folder) {
        List<String> ended = new ArrayList<>();
        List<ProcessHandle> living = new ArrayList<>();
        for (Service service : Service.values()) {
            // All that there can have been: that launcher may have been told another number.
            for (Replica replica : Replica.of(service, Replica.MOST)) {
                folder.pidFile(replica.name()).living(folder.mark() + " ").ifPresent(process -> {
                    living.add(process);
                    ended.add(replica.name() + " (pid " + process.pid() + ")");
                });
            }
        }
        living.parallelStream().forEach(process -> Signals.end(process, StopSignal.TERM, GRACE));
        return ended;
    }
}
