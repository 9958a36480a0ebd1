package dev.belfry.embedded.process;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a short command to its end. */
public final class SingleRun {

    private SingleRun() {}

    /**
     * Runs a command, its output appended to a log, and waits for it.
     *
     * @throws IOException when it ends with another code than 0; the message carries what it wrote
     * @throws InterruptedIOException when the thread is interrupted; the command has been killed then
     */
    public static void run(Invocation invocation, Path log) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before the start");
        }
        Files.createDirectories(log.toAbsolutePath().getParent());
        List<String> command = new ArrayList<>(Detached.prefix());
        command.addAll(invocation.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(invocation.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(invocation.environment());
        Process process = builder.start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(String.join(" ", invocation.command()) + " ended with code " + code + ": "
                        + Files.readString(log).trim());
            }
        } catch (InterruptedException e) {
            Signals.kill(Stream.concat(Stream.of(process.toHandle()), process.descendants()));
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while running " + invocation.command());
        }
    }
}
