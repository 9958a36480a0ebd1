package dev.belfry.local;

import dev.belfry.core.message.Topics;
import dev.belfry.core.secret.SecretKeys;
import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.kafka.EmbeddedKafka;
import dev.belfry.embedded.kafka.KafkaSpec;
import dev.belfry.embedded.migration.Migrator;
import dev.belfry.embedded.postgres.EmbeddedPostgres;
import dev.belfry.embedded.postgres.PostgresMode;
import dev.belfry.embedded.postgres.PostgresSpec;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.rotation.KeySetFile;
import dev.belfry.local.archive.ClassArchives;
import dev.belfry.local.archive.Program;
import dev.belfry.local.console.Console;
import dev.belfry.local.home.DataFolder;
import dev.belfry.local.home.DatabaseEnv;
import dev.belfry.local.home.PrivateFile;
import dev.belfry.local.options.LaunchOptions;
import dev.belfry.local.owner.FirstOwner;
import dev.belfry.local.part.KafkaPart;
import dev.belfry.local.part.Place;
import dev.belfry.local.part.PostgresPart;
import dev.belfry.local.part.Replica;
import dev.belfry.local.part.Service;
import dev.belfry.local.part.ServicePart;
import dev.belfry.local.part.ServiceSettings;
import dev.belfry.local.supervision.Supervisor;
import dev.belfry.local.supervision.Supervisor.Grace;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** PostgreSQL, Kafka and the four services on one data folder. */
final class Installation {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    /** Those that deploy/local/up gives to the launcher itself. */
    private static final List<String> JVM_OPTIONS = List.of("-Xmx192m", "-XX:+UseSerialGC");

    private static final int PARTITIONS = 8;
    private static final int JWT_KEY_BYTES = 48;

    private final LaunchOptions options;
    private final DataFolder folder;
    private final Path repository;
    private final Console console;
    private final ClassArchives archives;
    private final Supervisor supervisor;
    private final List<String> apiUrls = new ArrayList<>();

    /** {@code archives} is the folder of class archives, if there is one. */
    Installation(LaunchOptions options, DataFolder folder, Path repository, Console console, Optional<Path> archives) {
        this.options = options;
        this.folder = folder;
        this.repository = repository;
        this.console = console;
        this.archives = new ClassArchives(folder, archives);
        this.supervisor = new Supervisor(new ConsoleEvents(console, folder));
    }

    /** Starts everything and waits until it is ready; returns the first owner's token. */
    ApiToken start(Clock clock) throws IOException, InterruptedException, SQLException {
        rollLogs();
        EmbeddedKafka kafka = EmbeddedKafka.prepare(new KafkaSpec(folder.kafka(), folder.log(KafkaPart.NAME)));
        // First, because it takes longest; PostgreSQL is unpacked and made meanwhile.
        supervisor.start(new KafkaPart(kafka, archives.of(own(KafkaPart.NAME, EmbeddedKafka.jvmOptions()))));
        EmbeddedPostgres postgres = EmbeddedPostgres.prepare(new PostgresSpec(
                folder.postgres(), folder.programs(), folder.log(PostgresPart.NAME), 0, PostgresMode.DURABLE));
        supervisor.start(new PostgresPart(postgres));
        supervisor.awaitReady(List.of(PostgresPart.NAME), START_TIMEOUT);
        postgres.createDatabase();
        migrate(postgres);
        ApiToken token;
        try (var connection = postgres.connection()) {
            token = new FirstOwner(folder.token(), clock).token(connection);
        }
        supervisor.awaitReady(List.of(KafkaPart.NAME), START_TIMEOUT);
        kafka.createTopics(Topics.ALL.stream().collect(Collectors.toMap(Function.identity(), topic -> PARTITIONS)));
        startServices(postgres, kafka);
        DatabaseEnv.write(folder.databaseEnv(), postgres);
        archives.ofRunning(own("launcher", JVM_OPTIONS));
        archives.makeMissing();
        return token;
    }

    /** The addresses of the API once it has started, the one that was asked for first. */
    List<String> apiUrls() {
        return List.copyOf(apiUrls);
    }

    /** Ends everything within nine seconds. Safe at any time, also while it is starting. */
    void stop() {
        archives.close();
        List<String> killed = supervisor.stop(stopOrder());
        if (!killed.isEmpty()) {
            console.line("  had to kill " + String.join(", ", killed));
        }
    }

    private void migrate(EmbeddedPostgres postgres) {
        long began = System.nanoTime();
        int applied = Migrator.migrate(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
        console.row(
                "schema",
                Console.seconds(Duration.ofNanos(System.nanoTime() - began))
                        + (applied == 0 ? "" : "  " + applied + " migrations applied"));
    }

    private void startServices(EmbeddedPostgres postgres, EmbeddedKafka kafka)
            throws IOException, InterruptedException {
        ServiceSettings settings = new ServiceSettings(
                postgres.reactiveUrl(),
                EmbeddedPostgres.USER,
                postgres.password(),
                kafka.bootstrapServers(),
                Map.of(
                        "BELFRY_OUTBOUND_ALLOW",
                        options.allow().toSetting(),
                        "BELFRY_SECRET_KEYSET_FILE",
                        keySet().toString(),
                        "BELFRY_AUTH_JWT_KEY",
                        jwtKey(),
                        "BELFRY_PUBLIC_URL",
                        "http://127.0.0.1:" + options.port(),
                        "BELFRY_RATE_LIMIT",
                        options.rateLimit() ? "on" : "off",
                        // Here all callers are one person and the programs that person tries out.
                        "BELFRY_RATE_LIMIT_TIMES",
                        "10",
                        // Calls that outlast the stop are handed back, so that the next start makes them at once.
                        "EXECUTOR_RUN_DRAIN",
                        "1s"));
        Place place = new Place(repository, folder, archives);
        for (Replica replica : options.replicas().all()) {
            int port = replica.service() == Service.API_SERVICE ? apiPort(replica) : 0;
            supervisor.start(new ServicePart(replica, place, settings, port));
        }
        supervisor.awaitReady(names(options.replicas().all()), START_TIMEOUT);
    }

    /** Chosen here and not at each launch, so that one that died comes back where its callers look for it. */
    private int apiPort(Replica replica) throws IOException {
        int port = replica.isFirst() ? options.port() : FreePort.choose();
        apiUrls.add("http://127.0.0.1:" + port);
        return port;
    }

    /** Nine seconds in all: the last of the ten belongs to the launcher itself. */
    private List<Grace> stopOrder() {
        return List.of(
                grace(Service.API_SERVICE, 1500),
                grace(Service.SCHEDULER_SERVICE, 1000),
                grace(Service.EXECUTOR_SERVICE, 2000),
                grace(Service.NOTIFIER_SERVICE, 1000),
                new Grace(List.of(KafkaPart.NAME), Duration.ofMillis(2000)),
                new Grace(List.of(PostgresPart.NAME), Duration.ofMillis(1500)));
    }

    private Grace grace(Service service, long millis) {
        return new Grace(names(options.replicas().of(service)), Duration.ofMillis(millis));
    }

    private static List<String> names(List<Replica> replicas) {
        return replicas.stream().map(Replica::name).toList();
    }

    /** A program out of the launcher's own jar and the libraries beside it. */
    private static Program own(String name, List<String> jvmOptions) {
        Path jar = Path.of(EmbeddedKafka.classPath());
        return new Program(name, jar, List.of(jar, jar.resolveSibling("lib")), jvmOptions);
    }

    /** The file with the key set; made by the first start. */
    private Path keySet() throws IOException {
        if (PrivateFile.read(folder.keyset()).isEmpty()) {
            new KeySetFile(folder.keyset()).write(SecretKeys.generate());
        }
        return folder.keyset();
    }

    /** What signs the tokens of logins; made by the first start. */
    private String jwtKey() throws IOException {
        var kept = PrivateFile.read(folder.jwtKey());
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] key = new byte[JWT_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String text = Base64.getEncoder().encodeToString(key);
        PrivateFile.write(folder.jwtKey(), text + "\n");
        return text;
    }

    private void rollLogs() throws IOException {
        folder.rollLog(PostgresPart.NAME);
        folder.rollLog(KafkaPart.NAME);
        folder.rollLog(ClassArchives.NAME);
        for (String replica : names(options.replicas().all())) {
            folder.rollLog(replica);
        }
    }
}
