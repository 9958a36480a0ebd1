package dev.belfry.embedded.testing;

import dev.belfry.core.message.Topics;
import dev.belfry.core.secret.SecretKeys;
import dev.belfry.embedded.kafka.EmbeddedKafka;
import dev.belfry.embedded.kafka.KafkaSpec;
import dev.belfry.embedded.migration.Migrator;
import dev.belfry.embedded.postgres.EmbeddedPostgres;
import dev.belfry.embedded.postgres.PostgresMode;
import dev.belfry.embedded.postgres.PostgresSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The addresses of the servers of this test JVM.
 *
 * @param jdbcUrl for assertions and for the migrator
 * @param reactiveUrl for services
 * @param user owns the database, is no superuser
 * @param password of that user
 * @param bootstrap the Kafka broker, host:port
 * @param keyset what secrets are sealed with, one line of JSON
 */
public record Servers(
        String jdbcUrl, String reactiveUrl, String user, String password, String bootstrap, String keyset) {

    private static final int PARTITIONS = 8;
    private static final String PROPERTY = "belfry.test.servers.";

    /** Starts both servers at the first call in this JVM; later calls return the same. They end with the JVM. */
    public static Servers start() {
        // Quarkus loads this class once for each application it starts in the JVM: what must exist once is kept where
        // every class loader sees the same.
        synchronized (Runtime.getRuntime()) {
            if (System.getProperty(PROPERTY + "jdbcUrl") == null) {
                startBoth().remember();
            }
            return remembered();
        }
    }

    /** A connection of its own to the database, for assertions. The caller closes it. */
    public static Connection connection() throws SQLException {
        Servers servers = start();
        Properties login = new Properties();
        login.put("user", servers.user);
        login.put("password", servers.password);
        return new org.postgresql.Driver().connect(servers.jdbcUrl, login);
    }

    private static Servers startBoth() {
        Path folder = TestFolders.forThisJvm();
        var postgres = CompletableFuture.supplyAsync(() -> startPostgres(folder));
        var kafka = CompletableFuture.supplyAsync(() -> startKafka(folder));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            kafka.thenAccept(broker -> broker.stop(Duration.ZERO));
                            postgres.thenAccept(server -> server.stop(Duration.ofSeconds(2)));
                            TestFolders.delete(folder);
                        },
                        "stop-test-servers"));
        EmbeddedPostgres server = postgres.join();
        Migrator.migrate(server.jdbcUrl(), EmbeddedPostgres.USER, server.password());
        return new Servers(
                server.jdbcUrl(),
                server.reactiveUrl(),
                EmbeddedPostgres.USER,
                server.password(),
                kafka.join().bootstrapServers(),
                SecretKeys.generate());
    }

    private static EmbeddedPostgres startPostgres(Path folder) {
        return uninterrupted(() -> EmbeddedPostgres.start(new PostgresSpec(
                folder.resolve("postgres"),
                TestFolders.cache(),
                folder.resolve("postgres.log"),
                0,
                PostgresMode.TEST)));
    }

    private static EmbeddedKafka startKafka(Path folder) {
        return uninterrupted(() -> EmbeddedKafka.start(
                new KafkaSpec(folder.resolve("kafka"), folder.resolve("kafka.log")),
                Topics.ALL.stream().collect(Collectors.toMap(Function.identity(), topic -> PARTITIONS))));
    }

    private static <T> T uninterrupted(Start<T> start) {
        try {
            return start.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting a server", e);
        }
    }

    private void remember() {
        System.setProperty(PROPERTY + "reactiveUrl", reactiveUrl);
        System.setProperty(PROPERTY + "user", user);
        System.setProperty(PROPERTY + "password", password);
        System.setProperty(PROPERTY + "bootstrap", bootstrap);
        System.setProperty(PROPERTY + "keyset", keyset);
        System.setProperty(PROPERTY + "jdbcUrl", jdbcUrl);
    }

    private static Servers remembered() {
        return new Servers(
                System.getProperty(PROPERTY + "jdbcUrl"),
                System.getProperty(PROPERTY + "reactiveUrl"),
                System.getProperty(PROPERTY + "user"),
                System.getProperty(PROPERTY + "password"),
                System.getProperty(PROPERTY + "bootstrap"),
                System.getProperty(PROPERTY + "keyset"));
    }

    private interface Start<T> {
        T run() throws IOException, InterruptedException;
    }
}
