package dev.belfry.load.faults.installation;

import dev.belfry.embedded.process.Child;
import dev.belfry.embedded.process.Programs;
import dev.belfry.embedded.process.Signals;
import dev.belfry.local.part.Place;
import dev.belfry.local.part.Replica;
import dev.belfry.local.part.Service;
import dev.belfry.local.part.ServicePart;
import dev.belfry.local.part.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One replica of a service. Used by one thread. */
public final class Member {

    private static final Duration READY = Duration.ofMinutes(2);
    /** Longer than the longest orderly stop: an executor waits 20 s for its calls and 5 s for its reports. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private static final Path FULL = Path.of("/dev/full");

    private final Replica replica;
    private final Place place;
    private final ServiceSettings settings;
    private final int port;
    private @Nullable Child child;
    private @Nullable ServicePart part;

    Member(Replica replica, Place place, ServiceSettings settings, int port) {
        this.replica = replica;
        this.place = place;
        this.settings = settings;
        this.port = port;
    }

    public Service service() {
        return replica.service();
    }

    public String name() {
        return replica.name();
    }

    public int port() {
        return port;
    }

    public int number() {
        return replica.number();
    }

    /** Launches it and returns at once. */
    public void launch() throws IOException {
        launch(Map.of());
    }

    /** Launches it with more in its environment than usual. */
    public void launch(Map<String, String> more) throws IOException {
        Map<String, String> own = new HashMap<>(settings.own());
        own.putAll(more);
        ServiceSettings all =
                new ServiceSettings(settings.database(), settings.user(), settings.password(), settings.kafka(), own);
        ServicePart launched = new ServicePart(replica, place, all, port);
        child = launched.launch();
        part = launched;
    }

    /** From the next launch on its log goes to a disk that is full, or to its file again. */
    public void fillDisk(boolean isFull) throws IOException {
        Path log = place.folder().log(replica.name());
        Path aside = log.resolveSibling(log.getFileName() + ".aside");
        if (isFull) {
            Files.move(log, aside);
            Files.createSymbolicLink(log, FULL);
        } else {
            Files.delete(log);
            Files.move(aside, log);
        }
    }

    /** Waits until it can do its work; launches it again should it have died on the way. */
    public void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(name() + " was not ready after " + READY.toSeconds() + " s");
            }
            if (child == null || !child.isAlive()) {
                launch();
            }
            Thread.sleep(50);
        }
    }

    public boolean isReady() {
        return child != null && child.isAlive() && part != null && part.isReady();
    }

    /** SIGKILL. */
    public void kill() {
        Signals.kill(handle());
    }

    /** SIGSTOP. */
    public void pause() throws IOException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException {
        signal("CONT");
    }

    /** SIGTERM; gives whether it ended in order. */
    public boolean stop() {
        return child == null || child.stop(GRACE);
    }

    private void signal(String name) throws IOException {
        if (child != null
                && child.isAlive()
                && !Programs.succeeds("/bin/sh", "-c", "kill -s " + name + " " + child.pid())) {
            throw new IOException("could not send " + name + " to " + name());
        }
    }

    private Stream<ProcessHandle> handle() {
        return child == null ? Stream.empty() : ProcessHandle.of(child.pid()).stream();
    }
}
