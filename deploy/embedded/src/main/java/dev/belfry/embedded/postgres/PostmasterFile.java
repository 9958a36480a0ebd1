package dev.belfry.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a running server says of itself in its data folder: the pid in line 1, its state in line 8. */
final class PostmasterFile {

    private static final int STATE_LINE = 7;

    private final Path data;

    PostmasterFile(Path data) {
        this.data = data;
    }

    /** Whether the server with this pid says that it accepts connections. */
    boolean saysReady(long pid) {
        List<String> lines = lines();
        // The file of an earlier server may still be there for a moment, hence the pid.
        return lines.size() > STATE_LINE
                && lines.get(0).trim().equals(Long.toString(pid))
                && lines.get(STATE_LINE).trim().equals("ready");
    }

    /** The process that the file names, when it lives and its command line carries the mark. */
    Optional<ProcessHandle> living(String mark) {
        return lines().stream()
                .findFirst()
                .flatMap(PostmasterFile::processOf)
                .filter(process -> process.info().commandLine().orElse("").contains(mark));
    }

    private static Optional<ProcessHandle> processOf(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
