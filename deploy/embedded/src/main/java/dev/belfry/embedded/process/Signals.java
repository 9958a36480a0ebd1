package dev.belfry.embedded.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks processes to end, and insists. */
public final class Signals {

    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private Signals() {}

    /** Ends a process: the signal, the grace, then SIGKILL. Returns whether it ended by itself within the grace. */
    public static boolean end(ProcessHandle process, StopSignal signal, Duration grace) {
        send(process, signal);
        if (await(process, grace)) {
            return true;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await(process, LAST_WAIT);
        return false;
    }

    private static void send(ProcessHandle process, StopSignal signal) {
        if (signal == StopSignal.TERM) {
            process.destroy();
        } else {
            // Java itself can send TERM and KILL only.
            Programs.succeeds("/bin/sh", "-c", "kill -s " + signal.name() + " " + process.pid());
        }
    }

    private static boolean await(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
