package dev.belfry.embedded;

import dev.belfry.embedded.kafka.EmbeddedKafka;
import dev.belfry.embedded.kafka.KafkaSpec;
import dev.belfry.embedded.postgres.EmbeddedPostgres;
import dev.belfry.embedded.postgres.PostgresMode;
import dev.belfry.embedded.postgres.PostgresSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Both servers in durable mode on one folder, as the launcher runs them; also a program of its own. */
final class BothServers implements AutoCloseable {

    static final String TOPIC = "note.written";

    final EmbeddedPostgres postgres;
    final EmbeddedKafka kafka;

    BothServers(Path folder, Path cache) throws IOException, InterruptedException {
        postgres = EmbeddedPostgres.start(new PostgresSpec(
                folder.resolve("postgres"), cache, folder.resolve("postgres.log"), 0, PostgresMode.DURABLE));
        kafka = EmbeddedKafka.start(
                new KafkaSpec(folder.resolve("kafka"), folder.resolve("kafka.log")), Map.of(TOPIC, 2));
    }

    /** Starts both, says so, and waits for its end. Arguments: the folder, the cache. */
    public static void main(String[] arguments) throws Exception {
        try (BothServers servers = new BothServers(Path.of(arguments[0]), Path.of(arguments[1]));
                var connection = servers.postgres.connection()) {
            System.out.println("up for " + System.getProperty("user.name") + ", " + connection.isValid(1));
            System.in.read();
        }
    }

    @Override
    public void close() {
        kafka.stop(Duration.ofSeconds(10));
        postgres.stop(Duration.ofSeconds(10));
    }
}
