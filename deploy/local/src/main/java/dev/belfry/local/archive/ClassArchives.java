package dev.belfry.local.archive;

import dev.belfry.embedded.process.Child;
import dev.belfry.embedded.process.Invocation;
import dev.belfry.embedded.process.Programs;
import dev.belfry.embedded.process.StopSignal;
import dev.belfry.local.home.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The archives of one installation, in a folder that several launchers may share. */
public final class ClassArchives implements AutoCloseable {

    /** The name of what makes them, for its log. */
    public static final String NAME = "archives";

    private static final String UNFINISHED = ".unfinished";

    /** After everything is ready, so that whoever comes at once has the machine. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final DataFolder data;
    private final @Nullable Path folder;
    private final List<ClassArchive> archives = new CopyOnWriteArrayList<>();
    private @Nullable Child maker;
    private boolean closed;

    /** {@code folder} is where they are kept; without one, or where it cannot be written, there are none. */
    public ClassArchives(DataFolder data, Optional<Path> folder) {
        this.data = data;
        this.folder = folder.filter(Files::isDirectory)
                .filter(Files::isWritable)
                .map(Path::toAbsolutePath)
                .orElse(null);
    }

    /** The archive of a program; empty where there can be none. */
    public Optional<ClassArchive> of(Program program) {
        return of(program, data.root().resolve("run"));
    }

    /** For a further process of a program: it uses the archive, and leaves it to the first to note what goes in. */
    public Optional<ClassArchive> ofFurther(Program program) {
        if (folder == null || !Files.isRegularFile(program.jar())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClassArchive(program, folder, Optional.empty()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Of the running program, which was told before there was a data folder to note its classes beside its archive. */
    public void ofRunning(Program program) {
        if (folder != null) {
            of(program, folder);
        }
    }

    private Optional<ClassArchive> of(Program program, Path notes) {
        // The JVM makes none of a class path that holds folders.
        if (folder == null || !Files.isRegularFile(program.jar())) {
            return Optional.empty();
        }
        Path classList = notes.resolve(program.name() + ".classes");
        try {
            ClassArchive archive = new ClassArchive(program, folder, Optional.of(classList));
            archive.removeOthers();
            archives.add(archive);
            return Optional.of(archive);
        } catch (IOException e) {
            // A jar that cannot be looked at is reported by what needs it.
            return Optional.empty();
        }
    }

    /** Begins to make those that are missing, in the background. Everything should be ready by now. */
    public void makeMissing() {
        if (folder != null) {
            Thread thread = new Thread(() -> makeMissing(folder), NAME);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Makes none any more; one under way is abandoned. */
    @Override
    public void close() {
        Child current;
        synchronized (this) {
            closed = true;
            notifyAll();
            current = maker;
        }
        if (current != null) {
            current.stop(Duration.ZERO);
        }
    }

    private void makeMissing(Path in) {
        try {
            if (waitedInVain()) {
                return;
            }
            removeUnfinished(in);
            for (ClassArchive archive : archives) {
                Optional<Path> classes = archive.notedClasses();
                if (classes.isPresent()) {
                    make(archive, classes.get(), in);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The next start tries again. There is nothing in it that a user could mend or would miss.
            return;
        }
    }

    private synchronized boolean waitedInVain() throws InterruptedException {
        long deadline = System.nanoTime() + QUIET.toNanos();
        while (!closed && deadline - System.nanoTime() > 0) {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        return closed;
    }

    private void make(ClassArchive archive, Path classes, Path in) throws IOException, InterruptedException {
        Path unfinished = Files.createTempFile(in, archive.program().name(), UNFINISHED);
        try {
            Child child = launch(archive.program(), classes, unfinished);
            if (child == null || !endsWell(child)) {
                return;
            }
            // Or a crash of the machine could leave a file of the right name and size that holds nothing.
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            archive.accept(unfinished);
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(classes);
        }
    }

    private synchronized @Nullable Child launch(Program program, Path classes, Path target) throws IOException {
        if (closed) {
            return null;
        }
        List<String> command = new ArrayList<>();
        Programs.find("nice").ifPresent(nice -> command.addAll(List.of(nice.toString(), "-n", "10")));
        command.add(Programs.java());
        command.addAll(program.jvmOptions());
        command.addAll(List.of(
                "-Xshare:dump",
                "-Xlog:disable",
                "-Xlog:all=error",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + target,
                "-cp",
                program.jar().toString()));
        Invocation invocation = new Invocation(command, Map.of(), data.root());
        maker = Child.start(new Child.Spec(invocation, data.log(NAME), data.pidFile(NAME), StopSignal.TERM));
        return maker;
    }

    private static boolean endsWell(Child child) throws InterruptedException {
        try {
            return child.onExit().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS) == 0;
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            child.stop(Duration.ZERO);
            return false;
        }
    }

    /** What a killed launcher left. One that another launcher makes at this moment is lost to it, and made next time. */
    private static void removeUnfinished(Path in) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(in, "*" + UNFINISHED)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}
