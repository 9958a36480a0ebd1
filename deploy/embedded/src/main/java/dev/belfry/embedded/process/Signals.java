package dev.belfry.embedded.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

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
        kill(Stream.concat(Stream.of(process), process.descendants()));
        return false;
    }

    /** SIGKILL to all of them, and a moment to be gone; also on an interrupted thread. */
    public static void kill(Stream<ProcessHandle> processes) {
        // All are known before the first is killed: the children of a dead process are no longer its descendants.
        List<ProcessHandle> victims = processes.toList();
        victims.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?>[] ends =
                victims.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
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
