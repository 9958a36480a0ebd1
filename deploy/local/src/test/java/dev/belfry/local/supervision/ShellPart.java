package dev.belfry.local.supervision;

import dev.belfry.embedded.process.Child;
import dev.belfry.embedded.process.Invocation;
import dev.belfry.embedded.process.PidFile;
import dev.belfry.embedded.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stand-in for a service: a shell script, ready once it has made the file {@code ready-NAME}; its name is {@code $0}. */
final class ShellPart implements Part {

    static final String OBEDIENT = "touch ready-$0; exec sleep 300.375";

    private final String name;
    private final String script;
    private final Path folder;
    private final List<Child> launched = new CopyOnWriteArrayList<>();

    ShellPart(String name, String script, Path folder) {
        this.name = name;
        this.script = script;
        this.folder = folder;
    }

    /** The process launched last; one that has ended counts as a process that is not alive. */
    boolean isAlive() {
        return last().isAlive();
    }

    long pid() {
        return last().pid();
    }

    private Child last() {
        return launched.get(launched.size() - 1);
    }

    int launches() {
        return launched.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Child launch() throws IOException {
        Files.deleteIfExists(folder.resolve("ready-" + name));
        Child started = Child.start(new Child.Spec(
                new Invocation(List.of("/bin/sh", "-c", script, name), Map.of(), folder),
                folder.resolve(name + ".log"),
                new PidFile(folder.resolve(name + ".pid")),
                StopSignal.TERM));
        launched.add(started);
        return started;
    }

    @Override
    public boolean isReady() {
        return Files.exists(folder.resolve("ready-" + name));
    }
}
