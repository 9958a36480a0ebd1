package dev.belfry.embedded.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param command the program and its arguments
 * @param environment set in addition to what this process has itself
 * @param directory the working directory; it must exist
 */
public record Invocation(List<String> command, Map<String, String> environment, Path directory) {

    public Invocation {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
