package dev.belfry.embedded.process;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running child process: detached from the terminal, logged, remembered in a pid file, tied to this JVM's life. */
public final class Child {

    private final Process process;
    private final Spec spec;

    private Child(Process process, Spec spec) {
        this.process = process;
        this.spec = spec;
    }

    /**
     * How to run a child.
     *
     * @param log standard output and error are appended here
     * @param pidFile written at the start; it stays after the end, when it matches no process any more
     */
    public record Spec(Invocation invocation, Path log, PidFile pidFile, StopSignal stopSignal) {}

    /** Starts a child and returns at once. Refuses on an interrupted thread, so that nothing starts during a stop. */
    public static Child start(Spec spec) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before the start");
        }
        Files.createDirectories(spec.log.toAbsolutePath().getParent());
        List<String> command = new ArrayList<>(Detached.prefix());
        command.addAll(spec.invocation.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.invocation.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log.toFile()));
        builder.environment().putAll(spec.invocation.environment());
        Process process = builder.start();
        try {
            spec.pidFile.write(process.toHandle());
            Lifeline.tie(process.toHandle(), spec.stopSignal);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        return new Child(process, spec);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code (128 + n after signal n) when the process has ended. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Ends the process: in order within the grace, or by force. Returns whether it went in order. */
    public boolean stop(Duration grace) {
        return !process.isAlive() || Signals.end(process.toHandle(), spec.stopSignal, grace);
    }

    /** The last line it wrote, for an error message; empty when it wrote nothing. */
    public String lastWords() {
        try {
            List<String> lines = Files.readAllLines(spec.log);
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "";
        }
    }
}
