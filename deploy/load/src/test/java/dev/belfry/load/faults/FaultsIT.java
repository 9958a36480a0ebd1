package dev.belfry.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestFolders;
import dev.belfry.load.faults.inject.Kind;
import dev.belfry.load.faults.report.Account;
import dev.belfry.load.faults.report.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short campaign of the fault driver: ten of the quick faults, always the same ones. How long things take is shown and
 * not judged, because tests run on machines that do other things as well; the command judges it.
 */
class FaultsIT {

    private static final long SEED = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @Test
    void losesNothingAndRecordsNothingTwiceUnderTenFaults() throws Exception {
        // given
        Files.createDirectories(TestFolders.cache());
        Options options = new Options(
                repository(),
                data.toRealPath(),
                TestFolders.cache(),
                data.resolve("no archives"),
                10,
                0,
                4,
                List.of(Kind.KILL, Kind.KILL_AT_HERD, Kind.POSTGRES_RESTART, Kind.DATABASE_ERRORS),
                SEED,
                Duration.ofMinutes(5),
                4,
                data.resolve("faults.json"));

        // when
        Account account = new Campaign(options, System.out::println).run();

        // then
        System.out.println(Table.of(account));
        assertThat(account.findings())
                .filteredOn(finding -> !finding.promise().isAboutTime())
                .isEmpty();
        assertThat(account.total().faults()).isEqualTo(10);
        assertThat(account.total().due()).isGreaterThan(400);
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("deploy/load/pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
