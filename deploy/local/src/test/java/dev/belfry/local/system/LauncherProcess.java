package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.process.Programs;
import dev.belfry.local.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The launcher in a JVM of its own, as {@code deploy/local/up} starts it. Killed at the end of the test at the latest. */
public final class LauncherProcess implements AutoCloseable {

    /** A first start on two busy cores. */
    private static final Duration START = Duration.ofMinutes(2);

    /** What the launcher promises, and a moment for the JVM itself. */
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Process process;
    private final Path data;
    private final Path output;

    private LauncherProcess(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    public static LauncherProcess start(Path repository, Path data, String... options) throws IOException {
        Path output = Files.createTempFile(data.getParent(), "output", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Programs.java(),
                "-Xmx192m",
                "-Dbelfry.root=" + repository,
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        // For a test that fails before it can close anything.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new LauncherProcess(process, data, output);
    }

    public LauncherProcess awaitReady() {
        awaitOutput("Ready in");
        return this;
    }

    public void awaitOutput(String text) {
        await().atMost(START).untilAsserted(() -> {
            assertThat(output()).contains(text);
        });
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits for the end that it comes to by itself. */
    public int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** SIGTERM; fails unless it ends in time and takes everything along. */
    public void stop() throws InterruptedException {
        Set<ProcessHandle> everything = process.descendants().collect(Collectors.toSet());
        process.destroy();
        assertThat(process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(everything).noneMatch(ProcessHandle::isAlive);
    }

    /** SIGKILL, which gives it no chance to clean up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public Set<ProcessHandle> descendants() {
        return process.descendants().collect(Collectors.toSet());
    }

    /** The process of a part, by the name that its command line carries. */
    public ProcessHandle part(String mark) {
        return process.children()
                .filter(child -> child.info().commandLine().orElse("").contains(mark))
                .filter(child -> !child.info().commandLine().orElse("").contains("lifeline"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process with " + mark));
    }

    /** What local.env says. */
    public Map<String, String> env() throws IOException {
        return Files.readAllLines(data.resolve("local.env")).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
