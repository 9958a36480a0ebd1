package dev.belfry.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A program for Node among the test resources, in a folder {@code node/<name>} with its {@code package.json}. What it needs
 * comes from npm once, into the build folder, and stays there. Needs Node 20 or newer with npm, and at the first time a
 * registry.
 */
public final class NodeProgram {

    private static final Path INSTALLED = Path.of("target", "node");
    private static final long MINUTES = 3;

    private final Path folder;

    private NodeProgram(Path folder) {
        this.folder = folder;
    }

    /** @param files besides {@code package.json} */
    public static NodeProgram install(String name, String... files) throws IOException {
        Path folder = Files.createDirectories(INSTALLED.resolve(name).toAbsolutePath());
        Path wanted = folder.resolve("package.json");
        String before = Files.exists(wanted) ? Files.readString(wanted) : "";
        for (String file : files) {
            copy(name, file, folder);
        }
        copy(name, "package.json", folder);
        NodeProgram program = new NodeProgram(folder);
        Path done = folder.resolve("installed");
        if (!before.equals(Files.readString(wanted)) || !Files.exists(done)) {
            Files.deleteIfExists(done);
            program.run(Map.of(), "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error");
            Files.createFile(done);
        }
        return program;
    }

    private static void copy(String name, String file, Path folder) throws IOException {
        try (InputStream source = NodeProgram.class.getResourceAsStream("/node/" + name + "/" + file)) {
            Files.copy(Objects.requireNonNull(source, file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Runs a command in the folder and answers what it printed; fails, with all of it, when the command does. */
    public String run(Map<String, String> environment, String... command) {
        try {
            Path printed = Files.createTempFile(folder, "printed", ".txt");
            List<String> words = new ArrayList<>(List.of(command));
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            builder.environment().putAll(environment);
            Process process = start(builder);
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            Files.delete(printed);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(
                        words + " ended with " + (ended ? process.exitValue() : "nothing") + ":\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("Node 20 or newer with npm is needed: " + e.getMessage(), e);
        }
    }
}
