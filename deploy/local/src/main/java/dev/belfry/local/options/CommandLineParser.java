package dev.belfry.local.options;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the launcher's command line. */
public final class CommandLineParser {

    private static final int MAX_PORT = 65535;
    private static final int DEFAULT_PORT = 8080;

    private final Path defaultData;

    /** {@code defaultData} is where the data lives when nothing else is said. */
    public CommandLineParser(Path defaultData) {
        this.defaultData = defaultData;
    }

    /**
     * Reads the arguments; nothing when they ask for help.
     *
     * @throws IllegalArgumentException for anything that is not understood; the message is one line that says what
     */
    public Optional<LaunchOptions> parse(String... arguments) {
        ParseResult result = parseWords(arguments);
        if (result.hasMatchedOption("--help")) {
            return Optional.empty();
        }
        String allow = value(result, "--allow");
        String replicas = value(result, "--replicas");
        return Optional.of(new LaunchOptions(
                data(value(result, "--data")),
                port(value(result, "--port")),
                !result.hasMatchedOption("--no-demo"),
                allow == null ? AllowedRanges.LOOPBACK : AllowedRanges.parse(allow),
                rateLimit(value(result, "--rate-limit")),
                replicas == null ? ReplicaCounts.SINGLE : ReplicaCounts.parse(replicas)));
    }

    /** The text that {@code --help} shows. */
    public static String help() {
        try (InputStream text = CommandLineParser.class.getResourceAsStream("help.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParseResult parseWords(String... arguments) {
        CommandSpec spec = CommandSpec.create();
        List.of("--data", "--port", "--allow", "--rate-limit", "--replicas")
                .forEach(name -> spec.addOption(
                        OptionSpec.builder(name).arity("1").type(String.class).build()));
        spec.addOption(OptionSpec.builder("--no-demo").type(boolean.class).build());
        spec.addOption(OptionSpec.builder("--help", "-h").usageHelp(true).build());
        try {
            return new CommandLine(spec).parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            throw new IllegalArgumentException(
                    "unknown option '" + e.getUnmatched().get(0) + "'; --help lists them", e);
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage() + "; --help explains it", e);
        }
    }

    private static @Nullable String value(ParseResult result, String name) {
        return result.matchedOptionValue(name, null);
    }

    private Path data(@Nullable String text) {
        if (text == null) {
            return defaultData.toAbsolutePath().normalize();
        }
        try {
            Path path = Path.of(text).toAbsolutePath().normalize();
            if (!text.isBlank() && (!Files.exists(path) || Files.isDirectory(path))) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Answered below, like every other text that names no folder.
        }
        throw new IllegalArgumentException("--data takes a folder, not '" + text + "'");
    }

    private static int port(@Nullable String text) {
        if (text == null) {
            return DEFAULT_PORT;
        }
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        }
        throw new IllegalArgumentException("--port takes a number from 1 to " + MAX_PORT + ", not '" + text + "'");
    }

    private static boolean rateLimit(@Nullable String text) {
        if (text == null || text.equals("on")) {
            return true;
        }
        if (text.equals("off")) {
            return false;
        }
        throw new IllegalArgumentException("--rate-limit takes on or off, not '" + text + "'");
    }
}
