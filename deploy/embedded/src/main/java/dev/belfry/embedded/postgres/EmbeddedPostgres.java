package dev.belfry.embedded.postgres;

import dev.belfry.embedded.process.Child;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.process.Invocation;
import dev.belfry.embedded.process.PidFile;
import dev.belfry.embedded.process.Signals;
import dev.belfry.embedded.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL server on one folder, reachable at 127.0.0.1 with a password (scram).
 *
 * <p>{@link #start} is all a test needs. A supervisor takes the steps itself: {@link #prepare} once, then as often as
 * necessary {@link #launch}, {@link #isReady} and, once, {@link #createDatabase}. The port stays the same after the
 * server was ready for the first time. Not for use by several threads at once.
 */
public final class EmbeddedPostgres {

    /** The role that services use. It owns the database and is no superuser. */
    public static final String USER = "belfry";

    public static final String DATABASE = "belfry";

    static final String SUPERUSER = "postgres";

    private static final int START_ATTEMPTS = 5;
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(10);

    private final PostgresSpec spec;
    private final RunAs runAs;
    private final Path programs;
    private final PostgresCluster cluster;
    private final String password;
    private final PidFile pidFile;
    private final PostmasterFile postmasterFile;
    private int port;
    private boolean wasReady;
    private @Nullable Child child;

    private EmbeddedPostgres(PostgresSpec spec, RunAs runAs, Path programs) throws IOException {
        this.spec = spec;
        this.runAs = runAs;
        this.programs = programs;
        this.cluster = new PostgresCluster(spec.folder(), programs, runAs);
        this.pidFile = new PidFile(spec.folder().resolve("postgres.pid"));
        this.postmasterFile = new PostmasterFile(cluster.data());
        endLeftover();
        cluster.create(spec.mode(), spec.log());
        this.password = cluster.password();
        this.port = spec.port();
        this.wasReady = spec.port() != 0;
    }

    /** Starts a server and waits until its database can be used. */
    public static EmbeddedPostgres start(PostgresSpec spec) throws IOException, InterruptedException {
        EmbeddedPostgres postgres = prepare(spec);
        postgres.startPrepared();
        return postgres;
    }

    /** Unpacks the programs, ends a server that a killed parent left on this folder, and makes the data folder. */
    public static EmbeddedPostgres prepare(PostgresSpec spec) throws IOException {
        Path programs = PostgresBinaries.unpack(spec.cache()).resolve("bin");
        return prepare(spec, RunAs.choose(programs.resolve("postgres")));
    }

    static EmbeddedPostgres prepare(PostgresSpec spec, RunAs runAs) throws IOException {
        Files.createDirectories(spec.folder());
        return new EmbeddedPostgres(
                spec, runAs, PostgresBinaries.unpack(spec.cache()).resolve("bin"));
    }

    void startPrepared() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Child started = launch();
            if (awaitReady(started)) {
                break;
            }
            started.stop(Duration.ZERO);
            // Somebody else took the port, or a backend of the last server still holds the shared memory.
            if (attempt == START_ATTEMPTS) {
                throw new IOException("PostgreSQL did not start: " + started.lastWords() + " (see " + spec.log() + ")");
            }
        }
        try {
            createDatabase();
        } catch (SQLException e) {
            stop(Duration.ofSeconds(2));
            throw new IOException("PostgreSQL started, but its database could not be made: " + e.getMessage(), e);
        }
    }

    /** Starts the server process and returns at once. */
    public Child launch() throws IOException {
        if (!wasReady) {
            port = FreePort.choose();
        }
        List<String> command = new ArrayList<>(runAs.prefix());
        command.addAll(List.of(
                programs.resolve("postgres").toString(), "-D", cluster.data().toString()));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=100",
                "log_checkpoints=off",
                "log_timezone=UTC"));
        settings.addAll(spec.mode().settings());
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        Invocation invocation = new Invocation(command, Map.of("LC_ALL", "C"), spec.folder());
        Child started = Child.start(new Child.Spec(invocation, spec.log(), pidFile, StopSignal.INT));
        child = started;
        return started;
    }

    /** Whether the process launched last accepts connections. */
    public boolean isReady() {
        Child current = child;
        if (current == null || !current.isAlive()) {
            return false;
        }
        boolean ready = postmasterFile.saysReady(current.pid());
        wasReady |= ready;
        return ready;
    }

    /** Makes the role and the database that services use, unless they exist. The server must be ready. */
    public void createDatabase() throws SQLException {
        try (Connection connection = connect("postgres", SUPERUSER);
                var statement = connection.createStatement()) {
            if (isMissing(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")) {
                // The password is hexadecimal: nothing in it needs quoting.
                statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + password + "'");
            }
            // The role that api-service works under; a user that may make no roles cannot leave this to the migrations.
            if (isMissing(connection, "SELECT 1 FROM pg_roles WHERE rolname = 'belfry_api'")) {
                statement.execute("CREATE ROLE belfry_api NOLOGIN");
                statement.execute("GRANT belfry_api TO " + USER);
            }
            if (isMissing(connection, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + USER);
            }
        }
    }

    /** Fast shutdown: open transactions are rolled back, everything committed is on disk. After the grace, by force. */
    public void stop(Duration grace) {
        Child current = child;
        if (current != null) {
            current.stop(grace);
        }
    }

    /** A new connection as {@link #USER} to {@link #DATABASE}. */
    public Connection connection() throws SQLException {
        return connect(DATABASE, USER);
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** The form that reactive clients take: {@code postgresql://host:port/database}. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    private boolean awaitReady(Child started) throws InterruptedException {
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (started.isAlive() && System.nanoTime() < deadline) {
            if (isReady()) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private void endLeftover() {
        String mark = "-D " + cluster.data() + " ";
        Stream.of(pidFile.living(mark), postmasterFile.living(mark))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(process -> Signals.end(process, StopSignal.INT, LEFTOVER_GRACE));
    }

    private static boolean isMissing(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private Connection connect(String database, String user) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
        source.setUser(user);
        source.setPassword(password);
        return source.getConnection();
    }
}
