package dev.belfry.embedded.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the test servers keep things: programs that are unpacked once for all modules, and one folder for each test JVM.
 *
 * <p>Both live below {@code deploy/embedded/target}, found from the working directory upwards, or where the system
 * property {@code belfry.embedded.cache} points.
 */
public final class TestFolders {

    private static final String RUN = "run-";

    private TestFolders() {}

    /** Where the programs are unpacked. */
    public static Path cache() {
        String configured = System.getProperty("belfry.embedded.cache");
        if (configured != null) {
            return Path.of(configured).toAbsolutePath();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("deploy/embedded/pom.xml"))) {
                return folder.resolve("deploy/embedded/target/servers");
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "belfry-servers-" + System.getProperty("user.name"));
    }

    /** A new folder for this JVM. What test JVMs that are dead by now left behind is removed. */
    static Path forThisJvm() {
        try {
            Files.createDirectories(cache());
            for (Path run : runs()) {
                long pid = Long.parseLong(run.getFileName().toString().substring(RUN.length()));
                if (ProcessHandle.of(pid).isEmpty()) {
                    delete(run);
                }
            }
            Path folder = cache().resolve(RUN + ProcessHandle.current().pid());
            delete(folder);
            return Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what can be removed; the next test JVM takes the rest. */
    static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("could not remove " + root + ": " + e.getMessage());
        }
    }

    private static List<Path> runs() throws IOException {
        try (Stream<Path> entries = Files.list(cache())) {
            return entries.filter(entry -> entry.getFileName().toString().matches(RUN + "\\d+"))
                    .toList();
        }
    }
}
