package dev.belfry.load.faults.installation;

import dev.belfry.core.message.Topics;
import dev.belfry.embedded.kafka.EmbeddedKafka;
import dev.belfry.embedded.kafka.KafkaSpec;
import dev.belfry.embedded.postgres.EmbeddedPostgres;
import dev.belfry.embedded.postgres.PostgresMode;
import dev.belfry.embedded.postgres.PostgresSpec;
import dev.belfry.embedded.process.Child;
import dev.belfry.embedded.process.Signals;
import dev.belfry.local.home.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL (durable) and Kafka, which come and go. Used by one thread, but for connections. */
public final class Servers {

    private static final int PARTITIONS = 8;
    private static final Duration READY = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final Path kafkaFolder;
    private @Nullable Child postgresProcess;

    private Servers(EmbeddedPostgres postgres, EmbeddedKafka kafka, Path kafkaFolder) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.kafkaFolder = kafkaFolder;
    }

    static Servers start(DataFolder folder, Path programs) throws IOException, InterruptedException, SQLException {
        EmbeddedKafka kafka = EmbeddedKafka.prepare(new KafkaSpec(folder.kafka(), folder.log("kafka")));
        EmbeddedPostgres postgres = EmbeddedPostgres.prepare(
                new PostgresSpec(folder.postgres(), programs, folder.log("postgresql"), 0, PostgresMode.DURABLE));
        Servers servers = new Servers(postgres, kafka, folder.kafka());
        servers.startPostgres();
        postgres.createDatabase();
        servers.startKafka();
        return servers;
    }

    /** Starts PostgreSQL and waits until it answers. */
    public void startPostgres() throws IOException, InterruptedException {
        Child launched = postgres.launch();
        long deadline = System.nanoTime() + READY.toNanos();
        while (!postgres.isReady()) {
            if (!launched.isAlive()) {
                // A backend of a killed server may hold the shared memory for a moment.
                launched = postgres.launch();
            }
            pause("PostgreSQL", deadline);
        }
        postgresProcess = launched;
    }

    /** Fast shutdown. */
    public void stopPostgres() {
        postgres.stop(GRACE);
    }

    /** SIGKILL to the server and all of its backends. */
    public void killPostgres() {
        if (postgresProcess != null) {
            ProcessHandle.of(postgresProcess.pid())
                    .ifPresent(process -> Signals.kill(Stream.concat(Stream.of(process), process.descendants())));
        }
    }

    /** Starts Kafka and waits until its topics stand. */
    public void startKafka() throws IOException, InterruptedException {
        kafka.launch();
        await("Kafka", kafka::isReady);
        kafka.createTopics(Topics.ALL.stream().collect(Collectors.toMap(Function.identity(), topic -> PARTITIONS)));
    }

    public void stopKafka() {
        kafka.stop(GRACE);
    }

    /** Deletes all that the stopped broker has stored. */
    public void wipeKafka() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(kafkaFolder.resolve("data"))) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    /** A connection that no proxy fails. */
    public Connection connect() throws SQLException {
        return postgres.connection();
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    private static void await(String what, BooleanSupplier isReady) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY.toNanos();
        while (!isReady.getAsBoolean()) {
            pause(what, deadline);
        }
    }

    private static void pause(String what, long deadline) throws IOException, InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IOException(what + " was not ready after " + READY.toSeconds() + " s");
        }
        Thread.sleep(20);
    }
}
