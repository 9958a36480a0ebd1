package dev.belfry.local.system;

import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A whole Belfry, started by the launcher in a folder of its own, and a target for its calls. */
final class Installation implements AutoCloseable {

    private final Path data;
    private final String port;
    private final RecordingTarget target;
    private LauncherProcess launcher;
    private ApiClient api;
    private Jobs jobs;

    /** Starts it and waits until it is ready. */
    Installation(Path temporary) throws Exception {
        data = temporary.toRealPath().resolve("data");
        port = Integer.toString(FreePort.choose());
        // Unpacking PostgreSQL takes seconds and is tested where it is done.
        Files.createDirectories(TestFolders.cache());
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("programs"), TestFolders.cache());
        target = new RecordingTarget();
        start();
    }

    /** Starts it once more, on what it left behind. */
    void start() throws IOException {
        launcher = LauncherProcess.start(Path.of("../..").toRealPath(), data, "--port", port, "--no-demo");
        api = new ApiClient(launcher.awaitReady().env());
        jobs = new Jobs(api, target);
    }

    Path data() {
        return data;
    }

    LauncherProcess launcher() {
        return launcher;
    }

    /** Calls its API as its first owner. */
    ApiClient api() {
        return api;
    }

    Jobs jobs() {
        return jobs;
    }

    RecordingTarget target() {
        return target;
    }

    /** The command lines of all that runs in its folder. */
    List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(commandLine -> commandLine.contains(data.toString()))
                .toList();
    }

    @Override
    public void close() throws Exception {
        launcher.close();
        target.close();
        Files.delete(data.resolve("programs"));
    }
}
