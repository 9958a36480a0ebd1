package dev.belfry.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.testing.TestFolders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir
    Path folder;

    private final List<EmbeddedPostgres> prepared = new ArrayList<>();

    @AfterEach
    void stop() {
        prepared.forEach(postgres -> postgres.stop(Duration.ofSeconds(5)));
    }

    @Test
    void keepsARowOverARestart() throws Exception {
        // given
        EmbeddedPostgres postgres = start(PostgresMode.DURABLE);
        execute(postgres, "CREATE TABLE note (text text)", "INSERT INTO note VALUES ('kept')");
        String password = postgres.password();

        // when
        postgres.stop(Duration.ofSeconds(5));
        postgres = start(PostgresMode.DURABLE);

        // then
        assertThat(query(postgres, "SELECT text FROM note")).isEqualTo("kept");
        assertThat(postgres.password()).isEqualTo(password);
    }

    @Test
    void keepsACommittedRowWhenTheServerIsKilled() throws Exception {
        // given
        EmbeddedPostgres postgres = start(PostgresMode.DURABLE);
        execute(postgres, "CREATE TABLE note (text text)", "INSERT INTO note VALUES ('kept')");
        int port = postgres.port();

        // when
        serverOn(folder).destroyForcibly();
        await().until(() -> !postgres.isReady());
        postgres.startPrepared();

        // then
        assertThat(query(postgres, "SELECT text FROM note")).isEqualTo("kept");
        assertThat(postgres.port()).isEqualTo(port);
    }

    @Test
    void stopsAServerThatAKilledParentLeftOnTheFolder() throws Exception {
        // given
        EmbeddedPostgres postgres = start(PostgresMode.DURABLE);
        ProcessHandle leftover = serverOn(folder);

        // when
        postgres = start(PostgresMode.DURABLE);

        // then
        assertThat(leftover.isAlive()).isFalse();
        assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void findsALeftoverEvenWhenThePidFileIsLost() throws Exception {
        // given
        EmbeddedPostgres postgres = start(PostgresMode.DURABLE);
        ProcessHandle leftover = serverOn(folder);
        Files.delete(folder.resolve("server/postgres.pid"));

        // when
        postgres = start(PostgresMode.DURABLE);

        // then
        assertThat(leftover.isAlive()).isFalse();
    }

    @Test
    void writesEveryCommitToDiskInDurableModeOnly() throws Exception {
        EmbeddedPostgres postgres = start(PostgresMode.DURABLE);
        assertThat(settings(postgres))
                .containsEntry("fsync", "on")
                .containsEntry("full_page_writes", "on")
                .containsEntry("synchronous_commit", "on")
                .containsEntry("data_checksums", "on");

        postgres.stop(Duration.ofSeconds(5));
        postgres = start(PostgresMode.TEST);

        assertThat(settings(postgres))
                .containsEntry("fsync", "off")
                .containsEntry("full_page_writes", "off")
                .containsEntry("synchronous_commit", "off");
    }

    @Test
    void isFarFromUtcInTestMode() throws Exception {
        EmbeddedPostgres postgres = start(PostgresMode.TEST);

        // The driver sets the zone of its own session, so the session cannot tell what others would get.
        assertThat(Files.readString(folder.resolve("server/cluster/postmaster.opts")))
                .contains("timezone=Asia/Kathmandu");
    }

    @Test
    void asksForThePassword() throws Exception {
        EmbeddedPostgres postgres = start(PostgresMode.TEST);

        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), EmbeddedPostgres.USER, "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("server/password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        EmbeddedPostgres postgres = start(PostgresMode.TEST);

        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            if (!network.isLoopback()) {
                network.inetAddresses()
                        .forEach(address -> assertThatThrownBy(() -> {
                                    try (Socket socket = new Socket()) {
                                        socket.connect(new InetSocketAddress(address, postgres.port()), 1000);
                                    }
                                })
                                .isInstanceOf(IOException.class));
            }
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws Exception {
        EmbeddedPostgres postgres = start(PostgresMode.TEST);
        postgres.stop(Duration.ofSeconds(5));
        Files.writeString(folder.resolve("server/cluster/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.prepare(spec(PostgresMode.TEST)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds data of PostgreSQL 17");
    }

    @Test
    @EnabledIf("isRoot")
    void runsAsNobodyWhereNamespacesAreSwitchedOff() throws Exception {
        // given a folder that everybody may enter, as /tmp is
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        EmbeddedPostgres postgres = EmbeddedPostgres.prepare(spec(PostgresMode.TEST), RunAs.NOBODY);
        prepared.add(postgres);

        // when
        postgres.startPrepared();

        // then
        assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        assertThat(serverOn(folder).info().user()).contains("nobody");
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private EmbeddedPostgres start(PostgresMode mode) throws IOException, InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.prepare(spec(mode));
        prepared.add(postgres);
        postgres.startPrepared();
        return postgres;
    }

    private PostgresSpec spec(PostgresMode mode) {
        return new PostgresSpec(folder.resolve("server"), TestFolders.cache(), folder.resolve("postgres.log"), 0, mode);
    }

    private static ProcessHandle serverOn(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains("postgres -D " + folder.resolve("server/cluster ")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> settings(EmbeddedPostgres postgres) {
        return Stream.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
                .collect(Collectors.toMap(name -> name, name -> setting(postgres, name)));
    }

    private static String setting(EmbeddedPostgres postgres, String name) {
        try {
            return query(postgres, "SHOW " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = postgres.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (var connection = postgres.connection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
