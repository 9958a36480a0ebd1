package dev.belfry.local.demo;

import dev.belfry.local.console.Console;
import dev.belfry.local.home.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The demo of one start. The target comes first, so that what was due during a restart is answered. */
public final class Demo {

    /** How long after a call its execution's end is looked for closely, and how often then and otherwise. */
    private static final Duration CLOSE_LOOK = Duration.ofSeconds(3);

    private static final Duration CLOSE_PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final EchoTarget target;
    private final Path idFile;
    private final Semaphore calls;
    private final Console console;
    private final Clock clock;
    private final Instant begun;

    private Demo(EchoTarget target, Path idFile, Semaphore calls, Console console, Clock clock) {
        this.target = target;
        this.idFile = idFile;
        this.calls = calls;
        this.console = console;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Serves the target. */
    public static Demo prepare(DataFolder folder, Console console, Clock clock)
            throws IOException, InterruptedException {
        Semaphore calls = new Semaphore(0);
        EchoTarget target = EchoTarget.start(folder.demoPort(), calls::release);
        return new Demo(target, folder.demoJob(), calls, console, clock);
    }

    /** Lets the jobs of earlier starts rest. */
    public static void rest(DataFolder folder, String apiUrl, String token) throws IOException, InterruptedException {
        new DemoJobs(new BelfryApi(apiUrl, token), folder.demoJob()).rest();
    }

    /** Makes the jobs and prints their executions until the thread is interrupted. */
    public void run(String apiUrl, String token) throws InterruptedException {
        BelfryApi api = new BelfryApi(apiUrl, token);
        List<ExecutionWatch> watches = new ArrayList<>();
        try {
            DemoJobs jobs = new DemoJobs(api, idFile);
            String once = jobs.atTheStart(target.url(), clock.instant());
            watches.add(new ExecutionWatch(api, DemoJobs.AT_THE_START, once, begun));
            String minutely = jobs.everyMinute(target.url());
            watches.add(new ExecutionWatch(api, DemoJobs.EVERY_MINUTE, minutely, begun));
        } catch (IOException e) {
            console.error("no demo: " + e.getMessage());
        }
        watch(watches);
    }

    private void watch(List<ExecutionWatch> watches) throws InterruptedException {
        Instant closeUntil = Instant.MIN;
        while (true) {
            boolean close = clock.instant().isBefore(closeUntil);
            Duration pause = close ? CLOSE_PAUSE : PAUSE;
            if (calls.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.drainPermits();
                closeUntil = clock.instant().plus(CLOSE_LOOK);
            }
            for (ExecutionWatch watch : watches) {
                look(watch);
            }
        }
    }

    private void look(ExecutionWatch watch) throws InterruptedException {
        try {
            watch.look(console);
        } catch (IOException e) {
            // The API is being restarted, which the launcher reports itself. The next look finds what this one missed.
            return;
        }
    }
}
