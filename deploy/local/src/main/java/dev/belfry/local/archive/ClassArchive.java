package dev.belfry.local.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The archive of one program: whether there is one that fits, and what its JVM is told at each launch. */
public final class ClassArchive {

    private final Program program;
    private final Path folder;
    private final Optional<Path> classList;
    private final Path file;
    private final AtomicBoolean unproven = new AtomicBoolean();
    private final AtomicBoolean refused = new AtomicBoolean();

    /** {@code classList} is where the program notes its classes while there is no archive; empty when another does. */
    ClassArchive(Program program, Path folder, Optional<Path> classList) throws IOException {
        this.program = program;
        this.folder = folder;
        this.classList = classList;
        this.file = folder.resolve(program.name() + "-" + program.fingerprint() + ".jsa");
    }

    /** The options for the next launch: to use the archive, to note the classes for one, or none. */
    public List<String> options() {
        if (unproven.getAndSet(false)) {
            refuse();
        }
        if (refused.get()) {
            return List.of();
        }
        if (Files.isRegularFile(file)) {
            unproven.set(true);
            return use(file);
        }
        return classList.map(list -> List.of("-XX:DumpLoadedClassList=" + list)).orElse(List.of());
    }

    /** The process launched last got ready. */
    public void proven() {
        unproven.set(false);
    }

    Program program() {
        return program;
    }

    /** The classes noted so far, in a file of their own; nothing while none are wanted. */
    Optional<Path> notedClasses() throws IOException {
        if (refused.get()
                || Files.exists(file)
                || classList.filter(Files::exists).isEmpty()) {
            return Optional.empty();
        }
        Path list = classList.get();
        String noted = Files.readString(list);
        Path copy = list.resolveSibling(list.getFileName() + ".copy");
        // The program goes on writing: the last line may be half of one.
        Files.writeString(copy, noted.substring(0, noted.lastIndexOf('\n') + 1));
        return Optional.of(copy);
    }

    /** Puts a finished archive in its place. */
    void accept(Path made) throws IOException {
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Throws away what was made of other jars. */
    void removeOthers() throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, program.name() + "-*.jsa")) {
            for (Path archive : archives) {
                if (!archive.equals(file)) {
                    Files.deleteIfExists(archive);
                }
            }
        }
    }

    private void refuse() {
        refused.set(true);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Not ours to delete: this session does without it all the same.
            return;
        }
    }

    private static List<String> use(Path archive) {
        return List.of(
                "-XX:SharedArchiveFile=" + archive,
                // One that does not fit costs time; it is nothing to report.
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-XX:+UnlockDiagnosticVMOptions",
                // At another address each pointer in it has to be changed, and every page becomes the process's own.
                "-XX:ArchiveRelocationMode=0");
    }
}
