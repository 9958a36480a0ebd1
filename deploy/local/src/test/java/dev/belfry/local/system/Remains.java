package dev.belfry.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a running installation has written down or would tell, as text, by where it was found. */
final class Remains {

    private static final String TABLES = """
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;

    private Remains() {}

    /** How many of these executions have not ended. */
    static int open(Path data, List<String> executions) throws IOException, SQLException {
        try (Connection connection = connect(data)) {
            String ids = String.join("','", executions);
            return texts(connection, "SELECT id FROM execution WHERE finished_at IS NULL AND id IN ('" + ids + "')")
                    .size();
        }
    }

    /** Every row of every table; bytes in hexadecimal. */
    static Map<String, String> database(Path data) throws IOException, SQLException {
        Map<String, String> dump = new LinkedHashMap<>();
        try (Connection connection = connect(data)) {
            for (String table : texts(connection, TABLES)) {
                dump.put(table, String.join("\n", texts(connection, "SELECT t::text FROM " + table + " t")));
            }
        }
        return dump;
    }

    /** The bytes of every file: logs, Kafka's messages, PostgreSQL's tables and its log of changes. */
    static Map<String, String> files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    // Sparse, and of numbers only.
                    .filter(file -> !file.toString().endsWith("index"))
                    .collect(Collectors.toMap(Path::toString, Remains::bytes));
        }
    }

    /** What each service answers at {@code /q/metrics}. */
    static Map<String, String> metrics(LauncherProcess launcher) throws IOException, InterruptedException {
        Map<String, String> metrics = new LinkedHashMap<>();
        for (String service : List.of("api-service", "scheduler-service", "executor-service", "notifier-service")) {
            long pid = launcher.part("-Dbelfry.service=" + service).pid();
            String port = Stream.of(Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1)
                            .split("\0"))
                    .filter(variable -> variable.startsWith("QUARKUS_HTTP_PORT="))
                    .map(variable -> variable.substring(variable.indexOf('=') + 1))
                    .findFirst()
                    .orElseThrow();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                    .build();
            metrics.put(
                    service,
                    HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body());
        }
        return metrics;
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            // PostgreSQL comes and goes with some.
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        Map<String, String> env = env(data.resolve("database.env"));
        return DriverManager.getConnection(
                env.get("BELFRY_DB_URL"), env.get("BELFRY_DB_USER"), env.get("BELFRY_DB_PASSWORD"));
    }

    private static Map<String, String> env(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
