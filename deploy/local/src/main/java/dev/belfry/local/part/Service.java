package dev.belfry.local.part;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The services, in the order in which they stop: the door is closed first. */
public enum Service {
    API_SERVICE(256),
    SCHEDULER_SERVICE(192),
    EXECUTOR_SERVICE(192),
    NOTIFIER_SERVICE(192);

    private final int heapMegabytes;

    Service(int heapMegabytes) {
        this.heapMegabytes = heapMegabytes;
    }

    /** The name of its module, its log and its process. */
    public String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The options of its JVM that shape its heap and its classes. */
    List<String> jvmOptions() {
        return List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC");
    }

    /** What the build makes of it, below the repository's root. */
    public Path program(Path repository) {
        return repository.resolve(module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
