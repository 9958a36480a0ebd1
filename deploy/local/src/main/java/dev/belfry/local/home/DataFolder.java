package dev.belfry.local.home;

import dev.belfry.embedded.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The paths inside the data folder. */
public record DataFolder(Path root) {

    /** A log that has grown beyond this is put aside at the next start. */
    private static final long LOG_LIMIT_BYTES = 10L * 1024 * 1024;

    /** Makes the folder, or finds it. */
    public static DataFolder open(Path root) throws IOException {
        Files.createDirectories(root);
        // The real path, so that two ways to one folder meet in the same lock and the same marks.
        DataFolder folder = new DataFolder(root.toRealPath());
        Files.createDirectories(folder.root.resolve("logs"));
        Files.createDirectories(folder.root.resolve("run"));
        return folder;
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path programs() {
        return root.resolve("programs");
    }

    public Path localEnv() {
        return root.resolve("local.env");
    }

    public Path databaseEnv() {
        return root.resolve("database.env");
    }

    public Path token() {
        return root.resolve("token");
    }

    public Path keyset() {
        return root.resolve("keyset.json");
    }

    public Path jwtKey() {
        return root.resolve("jwt.key");
    }

    public Path demoPort() {
        return root.resolve("run/demo.port");
    }

    public Path demoJob() {
        return root.resolve("demo.job");
    }

    public Path lock() {
        return root.resolve("lock");
    }

    public Path log(String part) {
        return root.resolve("logs/" + part + ".log");
    }

    public PidFile pidFile(String part) {
        return new PidFile(root.resolve("run/" + part + ".pid"));
    }

    /** The argument that marks a child process as one of this folder's. */
    public String mark() {
        return "-Dbelfry.data=" + root;
    }

    /** Puts a part's log aside when it has grown large; the one before it goes. */
    public void rollLog(String part) throws IOException {
        Path log = log(part);
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(part + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
