package dev.belfry.embedded;

import dev.belfry.embedded.process.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@link BothServers} in a JVM of its own, which a test may kill or run as somebody else. */
final class OtherJvm {

    private OtherJvm() {}

    static Process run(List<String> prefix, String classPath, Path folder, Path cache) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Programs.java(), "-cp", classPath, BothServers.class.getName(), folder.toString(), cache.toString()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** This class path, copied to where everybody may read it: a local repository below /root is root's alone. */
    static String readableClassPath(Path target) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path source = Path.of(entry);
            if (Files.exists(source)) {
                Path copy = target.resolve(copies.size() + "-" + source.getFileName());
                copy(source, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path copy = target.resolve(source.relativize(path).toString());
                Files.copy(path, copy);
                String mode = Files.isDirectory(copy) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
            }
        }
    }
}
