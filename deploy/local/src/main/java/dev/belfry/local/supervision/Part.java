package dev.belfry.local.supervision;

import dev.belfry.embedded.process.Child;
import java.io.IOException;

/** Something that runs as a child process: a server or a service. Used by one thread. */
public interface Part {

    /** The name that the terminal, the logs and the command line show. */
    String name();

    /** Starts the process and returns without waiting for it to be ready. Called again after each death. */
    Child launch() throws IOException;

    /** Whether the process launched last can do its work. May take a second to find out. */
    boolean isReady();
}
