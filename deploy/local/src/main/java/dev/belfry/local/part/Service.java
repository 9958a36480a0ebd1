package dev.belfry.local.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The services, in the order in which they stop: the door is closed first. */
public enum Service {
    API_SERVICE(256),
    SCHEDULER_SERVICE(192),
    EXECUTOR_SERVICE(192),
    NOTIFIER_SERVICE(192);

    /**
     * What is hot is compiled after a third of the usual number of calls. A JVM that has not compiled its way yet is
     * seconds late with a herd; with these it catches up in half the herds.
     */
    private static final List<String> COMPILE_EARLY = List.of(
            "-XX:Tier3InvocationThreshold=100",
            "-XX:Tier3MinInvocationThreshold=50",
            "-XX:Tier3CompileThreshold=500",
            "-XX:Tier4InvocationThreshold=1500",
            "-XX:Tier4MinInvocationThreshold=300",
            "-XX:Tier4CompileThreshold=4000",
            "-XX:Tier4BackEdgeThreshold=20000");

    private final int heapMegabytes;

    Service(int heapMegabytes) {
        this.heapMegabytes = heapMegabytes;
    }

    /** The name of its module, its log and its process. */
    public String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name that people give it on a command line. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT).replace("_service", "");
    }

    /** The options of its JVM that shape its heap, its classes and when it compiles. */
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC"));
        if (this == SCHEDULER_SERVICE || this == EXECUTOR_SERVICE) {
            options.addAll(COMPILE_EARLY);
        }
        if (this == EXECUTOR_SERVICE) {
            // Its thousands of calls under way outlive a small young generation, and are copied each time.
            options.add("-XX:NewRatio=1");
        }
        return options;
    }

    /** What the build makes of it, below the repository's root. */
    public Path program(Path repository) {
        return repository.resolve(module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
