package dev.belfry.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process beyond the death of its parent: its pid and when it began.
 *
 * <p>Pids are used again. A process counts as the remembered one only when it began at that time <em>and</em> its
 * command line carries the mark that only ours have.
 */
public final class PidFile {

    /** The kernel derives start times from a wall clock that may be adjusted a little meanwhile. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Path file;

    public PidFile(Path file) {
        this.file = file;
    }

    public void write(ProcessHandle process) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        long began = process.info().startInstant().orElseGet(Instant::now).toEpochMilli();
        Files.writeString(file, process.pid() + " " + began + "\n");
    }

    /** The remembered process, when it still lives and is without doubt the one that was remembered. */
    public Optional<ProcessHandle> living(String mark) {
        return read().flatMap(known -> ProcessHandle.of(known.pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> beganAt(process, known.began))
                .filter(process -> process.info().commandLine().orElse("").contains(mark)));
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private Optional<Entry> read() {
        try {
            String[] words = Files.readString(file).trim().split(" ");
            return Optional.of(new Entry(Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1]))));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Absent, or cut off by a crash: then there is nothing we could be sure of.
            return Optional.empty();
        }
    }

    private static boolean beganAt(ProcessHandle process, Instant expected) {
        return process.info()
                .startInstant()
                .map(began -> Duration.between(began, expected).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(false);
    }

    private record Entry(long pid, Instant began) {}
}
