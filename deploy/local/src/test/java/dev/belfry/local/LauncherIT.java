package dev.belfry.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.testing.TestFolders;
import dev.belfry.local.standin.StandInRepository;
import dev.belfry.local.system.LauncherProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a launcher starts and ends, with a real PostgreSQL, a real Kafka, and stand-ins for the services. */
class LauncherIT {

    @TempDir
    Path temporary;

    @BeforeEach
    void createRepository() throws IOException {
        StandInRepository.create(repository());
        // Unpacking PostgreSQL takes seconds and is tested where it is done.
        Files.createDirectories(TestFolders.cache());
        Files.createDirectories(data());
        Files.createSymbolicLink(data().resolve("programs"), TestFolders.cache());
    }

    @AfterEach
    void removeLink() throws IOException {
        Files.delete(data().resolve("programs"));
    }

    @Test
    void stopsInOrderAndContinuesWhereItEnded() throws Exception {
        // given
        Map<String, String> first;
        int port = FreePort.choose();
        try (LauncherProcess launcher =
                start("--port", Integer.toString(port), "--replicas", "scheduler=2,executor=2")) {
            launcher.awaitReady();
            first = launcher.env();
            assertThat(first).containsEntry("CRON_API_URL", "http://127.0.0.1:" + port);
            assertThat(launcher.output())
                    .contains(" migrations applied", first.get("CRON_TOKEN"), "curl -H 'Authorization: Bearer ");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("local.env"))))
                    .isEqualTo("rw-------");

            // when
            launcher.stop();
        }

        // then the door was closed first, and the servers lasted as long as anybody needed them
        assertThat(data().resolve("local.env")).doesNotExist();
        assertThat(Files.readString(data().resolve("stopped")).replace("-2", ""))
                .isEqualTo("""
                        api-service database=true broker=true
                        scheduler-service database=true broker=true
                        scheduler-service database=true broker=true
                        executor-service database=true broker=true
                        executor-service database=true broker=true
                        notifier-service database=true broker=true
                        """);
        try (LauncherProcess launcher = start("--port", Integer.toString(port))) {
            launcher.awaitReady();
            assertThat(launcher.env()).isEqualTo(first);
            assertThat(launcher.output()).doesNotContain("migrations applied");
            launcher.stop();
        }
    }

    @Test
    void endsWhatAKilledLauncherLeft() throws Exception {
        // given
        Set<ProcessHandle> orphans;
        int port = FreePort.choose();
        try (LauncherProcess killed =
                start("--no-demo", "--port", Integer.toString(port), "--replicas", "notifier=2")) {
            orphans = killed.awaitReady().descendants();
            // The watchers would end everything within moments; here they fail as well.
            orphans.stream()
                    .filter(process -> process.info().commandLine().orElse("").contains("lifeline"))
                    .forEach(ProcessHandle::destroyForcibly);

            // when
            killed.kill();
            assertThat(orphans).filteredOn(ProcessHandle::isAlive).hasSizeGreaterThan(5);
        }
        try (LauncherProcess launcher = start("--no-demo", "--port", Integer.toString(port))) {
            launcher.awaitReady();

            // then
            assertThat(launcher.output())
                    .contains("Ended what a killed launcher had left: api-service (pid ", "notifier-service-2 (pid ");
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            launcher.stop();
        }
    }

    @Test
    void leavesNothingBehindWhenToldToStopWhileStarting() throws Exception {
        for (String moment : new String[] {"Belfry starts", "kafka", "schema"}) {
            try (LauncherProcess launcher = start("--port", Integer.toString(FreePort.choose()))) {
                launcher.awaitOutput(moment);

                launcher.stop();

                assertThat(launcher.output()).doesNotContain("up:").containsPattern("Stopped in [0-5]\\.");
                assertThat(data().resolve("local.env")).doesNotExist();
            }
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                LauncherProcess launcher = start("--port", Integer.toString(taken.getLocalPort()))) {
            assertThat(launcher.awaitExit()).isEqualTo(1);
            assertThat(launcher.output())
                    .isEqualTo("up: port " + taken.getLocalPort()
                            + " of 127.0.0.1 is in use; choose another with --port N\n");
            assertThat(data().resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void givesUpOnAServiceThatCannotLive() throws Exception {
        // given
        Files.createFile(data().resolve("broken-notifier-service"));

        try (LauncherProcess launcher = start("--port", Integer.toString(FreePort.choose()))) {
            // then
            assertThat(launcher.awaitExit()).isEqualTo(1);
            assertThat(launcher.output()).contains("up: notifier-service keeps dying, last: ended with code 7");
            assertThat(data().resolve("local.env")).doesNotExist();
            assertThat(launcher.descendants()).isEmpty();
        }
    }

    @Test
    void refusesACommandLineItDoesNotUnderstand() throws Exception {
        try (LauncherProcess launcher = start("--prot", "9000")) {
            assertThat(launcher.awaitExit()).isEqualTo(2);
            assertThat(launcher.output()).isEqualTo("up: unknown option '--prot'; --help lists them\n");
        }
    }

    private Path repository() {
        return temporary.resolve("repository");
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private LauncherProcess start(String... options) throws IOException {
        return LauncherProcess.start(repository(), data(), options);
    }
}
