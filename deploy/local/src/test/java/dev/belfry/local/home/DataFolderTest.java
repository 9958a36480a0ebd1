package dev.belfry.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void writesWhatAShellCanLoad() throws Exception {
        DataFolder folder = DataFolder.open(temporary.resolve("deep/data"));
        // when
        LocalEnv.write(folder.localEnv(), List.of("http://127.0.0.1:8080", "http://127.0.0.1:8081"), "cron_pat_abc");

        // then
        Process shell = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        ". " + folder.localEnv() + "; echo \"$CRON_API_URL $CRON_API_URL_2 $CRON_TOKEN\"")
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("http://127.0.0.1:8080 http://127.0.0.1:8081 cron_pat_abc\n");
    }

    @Test
    void letsNobodyElseReadASecret() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("deep/data"));
        LocalEnv.write(folder.localEnv(), List.of("http://127.0.0.1:8080"), "cron_pat_abc");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.localEnv())))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesAFileInOneStepAndLeavesNothingBeside() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("deep/data"));
        PrivateFile.write(folder.token(), "first");
        PrivateFile.write(folder.token(), "second");

        assertThat(PrivateFile.read(folder.token())).contains("second");
        try (Stream<Path> entries = Files.list(folder.root())) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("token", "logs", "run");
        }
    }

    @Test
    void countsAnEmptyFileAsNone() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("deep/data"));
        Files.writeString(folder.token(), " \n");

        assertThat(PrivateFile.read(folder.token())).isEmpty();
    }

    @Test
    void lendsItselfToOneLauncherAtATime() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("deep/data"));
        try (FolderLock held = FolderLock.take(folder.lock())) {
            assertThatThrownBy(() -> FolderLock.take(folder.lock()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("another launcher (pid "
                            + ProcessHandle.current().pid() + ") is running on " + folder.root());
        }
        FolderLock.take(folder.lock()).close();
    }

    @Test
    void isTheSameFolderByWhateverWayItIsReached() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("deep/data"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder.root());

        assertThat(DataFolder.open(link).mark()).isEqualTo(folder.mark());
    }

    @Test
    void putsALogAsideOnlyWhenItIsLarge() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("deep/data"));
        // given
        Files.writeString(folder.log("api-service"), "small\n");
        try (RandomAccessFile large = new RandomAccessFile(folder.log("kafka").toFile(), "rw")) {
            large.setLength(11L * 1024 * 1024);
        }

        // when
        folder.rollLog("api-service");
        folder.rollLog("kafka");

        // then
        assertThat(folder.log("api-service")).hasContent("small");
        assertThat(folder.log("kafka")).doesNotExist();
        assertThat(folder.root().resolve("logs/kafka.log.1")).hasSize(11L * 1024 * 1024);
    }
}
