package dev.belfry.local;

import dev.belfry.local.console.Console;
import dev.belfry.local.options.CommandLineParser;
import dev.belfry.local.options.LaunchOptions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The main class behind {@code deploy/local/up}. Ends with 2 for a command line that it does not understand, with 1 when
 * it cannot start, and by the signal's code (130, 143) when it was told to stop.
 *
 * <p>System properties: {@code belfry.root}, the repository; {@code belfry.colours}, whether the output is a terminal; and
 * {@code belfry.archives}, the folder of class archives for this JVM, without which none are made or used.
 */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        // What libraries have to say is said once more by the exceptions that reach us. Set before any of them wakes
        // up.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        System.setProperty("org.slf4j.simpleLogger.log.org.flywaydb", "off");
        Console console = new Console(
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                new PrintStream(System.err, false, StandardCharsets.UTF_8),
                Boolean.getBoolean("belfry.colours") && System.getenv("NO_COLOR") == null);
        Path repository = Path.of(System.getProperty("belfry.root", "")).toAbsolutePath();
        Optional<LaunchOptions> options;
        try {
            options = new CommandLineParser(repository.resolve("deploy/local/data")).parse(arguments);
        } catch (IllegalArgumentException e) {
            console.error(String.valueOf(e.getMessage()));
            System.exit(2);
            return;
        }
        if (options.isEmpty()) {
            console.line(CommandLineParser.help().stripTrailing());
            return;
        }
        Optional<Path> archives =
                Optional.ofNullable(System.getProperty("belfry.archives")).map(Path::of);
        System.exit(new Session(options.get(), repository, console, Clock.systemUTC(), archives).run());
    }
}
