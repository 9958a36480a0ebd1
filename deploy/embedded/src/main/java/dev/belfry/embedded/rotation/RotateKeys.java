package dev.belfry.embedded.rotation;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The command that rotates the key set in a file: {@code RotateKeys [--settle SECONDS] [--one-step] FILE}, with
 * BELFRY_DB_URL (JDBC), BELFRY_DB_USER and BELFRY_DB_PASSWORD. Ends with 0 when it did what it was asked, with 2 when it
 * does not understand that, and with 1 when it could not do it; run again, it continues.
 *
 * <p>{@code --settle}, ten seconds by default, is how long it waits until every service must have read the file. Where
 * the services do not read the very same file, {@code --one-step} takes one of the four steps at a time.
 */
public final class RotateKeys {

    private static final String USAGE = "usage: rotate-keys [--settle SECONDS] [--one-step] FILE";
    private static final String SETTLE = "--settle";
    private static final String ONE_STEP = "--one-step";
    private static final Duration DEFAULT_SETTLE = Duration.ofSeconds(10);

    private record Order(Path file, Duration settle, boolean oneStep) {}

    private RotateKeys() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(arguments, System.getenv()));
    }

    private static int run(String[] arguments, Map<String, String> environment) throws InterruptedException {
        Order order;
        try {
            order = order(arguments);
            for (String name : List.of("BELFRY_DB_URL", "BELFRY_DB_USER", "BELFRY_DB_PASSWORD")) {
                if (!environment.containsKey(name)) {
                    throw new IllegalArgumentException(name + " is not set");
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println("rotate-keys: " + e.getMessage());
            return 2;
        }
        try (Connection connection = DriverManager.getConnection(
                environment.get("BELFRY_DB_URL"),
                environment.get("BELFRY_DB_USER"),
                environment.get("BELFRY_DB_PASSWORD"))) {
            rotate(order, connection);
            return 0;
        } catch (IOException e) {
            System.err.println("rotate-keys: the key set cannot be read or written: " + e);
        } catch (SQLException | IllegalArgumentException | RotationException e) {
            System.err.println("rotate-keys: " + e.getMessage());
        }
        return 1;
    }

    private static void rotate(Order order, Connection connection)
            throws IOException, SQLException, InterruptedException {
        Rotation rotation = new Rotation(
                new KeySetFile(order.file()),
                connection,
                () -> Thread.sleep(order.settle().toMillis()),
                System.out::println);
        if (!order.oneStep()) {
            rotation.run();
        } else if (!rotation.step()) {
            System.out.println("let every service read the file, then take the next step");
        }
    }

    private static Order order(String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        boolean oneStep = words.remove(ONE_STEP);
        Duration settle = DEFAULT_SETTLE;
        int option = words.indexOf(SETTLE);
        if (option >= 0) {
            if (option + 1 == words.size() || !words.get(option + 1).matches("[1-9][0-9]{0,3}")) {
                throw new IllegalArgumentException(SETTLE + " takes seconds, from 1 to 9999");
            }
            settle = Duration.ofSeconds(Long.parseLong(words.remove(option + 1)));
            words.remove(option);
        }
        if (words.size() != 1 || words.get(0).startsWith("-")) {
            throw new IllegalArgumentException(USAGE);
        }
        return new Order(Path.of(words.get(0)), settle, oneStep);
    }
}
