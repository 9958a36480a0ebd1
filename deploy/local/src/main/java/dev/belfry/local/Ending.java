package dev.belfry.local;

import dev.belfry.embedded.process.Signals;
import dev.belfry.local.console.Console;
import dev.belfry.local.home.DataFolder;
import dev.belfry.local.home.DatabaseEnv;
import dev.belfry.local.home.LocalEnv;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a session ends: by a signal at any moment, or because it could not start. Either way no process is left. */
final class Ending {

    /** From the signal to the last process, for whatever the parts have left of it. */
    private static final Duration LIMIT = Duration.ofMillis(9500);

    private final Installation installation;
    private final DataFolder folder;
    private final Console console;
    private final Thread starter = Thread.currentThread();
    private final CountDownLatch starterLeft = new CountDownLatch(1);
    private volatile boolean signalled;
    private boolean ended;

    /** To be made by the thread that starts the installation. */
    Ending(Installation installation, DataFolder folder, Console console) {
        this.installation = installation;
        this.folder = folder;
        this.console = console;
    }

    /** From now on Ctrl-C, SIGTERM and a hang-up end everything in order. */
    void onSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
    }

    /** The starting thread will start nothing more. */
    void starterLeft() {
        starterLeft.countDown();
    }

    /** Ends what had been started so far, and says why. */
    void afterFailure(String why) {
        // What fails because we are being stopped is no failure.
        if (!signalled) {
            console.error(why);
            starterLeft();
            endOnce(false);
        }
    }

    private void end() {
        signalled = true;
        endOnce(true);
    }

    private synchronized void endOnce(boolean interrupt) {
        if (ended) {
            return;
        }
        ended = true;
        long began = System.nanoTime();
        if (interrupt) {
            console.line("\nStopping");
            starter.interrupt();
        }
        removeEnvs();
        installation.stop();
        awaitStarter(LIMIT.toNanos() - (System.nanoTime() - began));
        sweep();
        console.line("Stopped in " + Console.seconds(Duration.ofNanos(System.nanoTime() - began)));
    }

    private void removeEnvs() {
        try {
            LocalEnv.remove(folder.localEnv());
            DatabaseEnv.remove(folder.databaseEnv());
        } catch (IOException e) {
            console.error("could not remove what told of this run: " + e.getMessage());
        }
    }

    /** It may be in the middle of something that no interrupt ends, such as unpacking. */
    private void awaitStarter(long nanos) {
        try {
            starterLeft.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is not a supervised part: a short command that was running, the watchers of the parts. */
    private static void sweep() {
        Signals.kill(ProcessHandle.current().descendants());
    }
}
