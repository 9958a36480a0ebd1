package dev.belfry.embedded.postgres;

import dev.belfry.embedded.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Under which user the server runs. PostgreSQL refuses to be root, for good reason. */
enum RunAs {
    /** The user who runs this JVM. */
    SAME_USER(List.of()),

    /** Root in a user namespace of its own, where it is nobody: no privileges, and the files stay root's. */
    NAMESPACE(List.of("unshare", "-U")),

    /** The user "nobody", where namespaces are switched off. The files become nobody's. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    RunAs(List<String> prefix) {
        this.prefix = prefix;
    }

    /** The way that works here, given the folder of the server's programs. */
    static RunAs choose(Path program) throws IOException {
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            return SAME_USER;
        }
        if (NAMESPACE.canRun(program)) {
            return NAMESPACE;
        }
        if (NOBODY.canRun(program)) {
            return NOBODY;
        }
        throw new IOException("PostgreSQL does not run as root, neither 'unshare -U' nor 'setpriv' can run " + program
                + " as somebody else here; start as another user, or in a folder that everybody may enter");
    }

    List<String> prefix() {
        return prefix;
    }

    /** Hands a folder or file, with all in it, to the user the server runs as. */
    void own(Path root) throws IOException {
        if (this != NOBODY) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.setAttribute(path, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private boolean canRun(Path program) {
        return Programs.succeeds(Stream.concat(prefix.stream(), Stream.of(program.toString(), "--version"))
                .toArray(String[]::new));
    }
}
