package dev.belfry.embedded.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a child when this JVM dies without a chance to do so itself (kill -9, out of memory).
 *
 * <p>A tiny shell reads from a pipe that only this JVM holds. The kernel closes the pipe with the JVM, however that
 * died; the shell then asks the child to stop, and kills it ten seconds later if it is still there.
 */
final class Lifeline {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            while read -r _; do :; done
            kill -s "$2" "$1" 2>/dev/null || exit 0
            left=10
            while [ "$left" -gt 0 ] && kill -0 "$1" 2>/dev/null; do sleep 1; left=$((left - 1)); done
            kill -s KILL "$1" 2>/dev/null
            """;

    private final Process shell;

    private Lifeline(Process shell) {
        this.shell = shell;
    }

    /** Ties a child to the life of this JVM until the child ends. */
    static void tie(ProcessHandle child, StopSignal signal) throws IOException {
        List<String> command = new ArrayList<>(Detached.prefix());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "lifeline", Long.toString(child.pid()), signal.name()));
        Process shell = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Lifeline lifeline = new Lifeline(shell);
        // At once, before the pid can belong to somebody else.
        child.onExit().thenRun(lifeline::cut);
    }

    private void cut() {
        shell.destroyForcibly();
    }
}
