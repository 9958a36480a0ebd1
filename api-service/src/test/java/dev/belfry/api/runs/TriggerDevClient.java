package dev.belfry.api.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The published TypeScript client, which npm installs into the build folder when it is not there. Needs Node 20 or newer,
 * and at the first time a registry.
 */
final class TriggerDevClient {

    private static final Path FOLDER = Path.of("target", "trigger-dev");
    private static final int PATIENCE_SECONDS = 300;
    private static final String MISSING =
            "The Trigger.dev client cannot be installed: Node 20 or newer with npm is needed, and a registry at first. ";

    private TriggerDevClient() {}

    static synchronized void install() throws Exception {
        Files.createDirectories(FOLDER);
        copy("package.json");
        copy("scenario.mjs");
        if (!Files.exists(FOLDER.resolve("node_modules/@trigger.dev/sdk/package.json"))) {
            Outcome outcome = run(new ProcessBuilder(
                    "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"));
            assertThat(outcome.status()).as(MISSING + outcome.said()).isZero();
        }
    }

    /** @param said what the program wrote */
    record Outcome(int status, String said) {}

    /** Runs a program of the folder with the environment in which the client looks for its server and key. */
    static Outcome run(String server, String key, List<String> arguments) throws Exception {
        ProcessBuilder node = new ProcessBuilder("node");
        node.command().addAll(arguments);
        node.environment().put("TRIGGER_API_URL", server);
        node.environment().put("TRIGGER_SECRET_KEY", key);
        return run(node);
    }

    static void write(String file, String program) throws IOException {
        Files.writeString(FOLDER.resolve(file), program);
    }

    private static Outcome run(ProcessBuilder program) throws Exception {
        Path said = Files.createTempFile(FOLDER, "said", ".txt");
        Process process;
        try {
            process = program.directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(MISSING + e.getMessage(), e);
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        int status = process.waitFor();
        String text = Files.readString(said);
        Files.delete(said);
        return new Outcome(status, text);
    }

    private static void copy(String file) throws IOException {
        try (InputStream source = TriggerDevClient.class.getResourceAsStream("/trigger-dev/" + file)) {
            Files.copy(Objects.requireNonNull(source), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
