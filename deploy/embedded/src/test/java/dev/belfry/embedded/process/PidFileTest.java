package dev.belfry.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path folder;

    private Process process;
    private PidFile pidFile;

    @BeforeEach
    void startProcess() throws IOException {
        process = new ProcessBuilder("sleep", "300.25").start();
        pidFile = new PidFile(folder.resolve("deep/process.pid"));
        pidFile.write(process.toHandle());
    }

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @Test
    void findsTheProcessItRemembers() {
        assertThat(pidFile.living("300.25")).map(ProcessHandle::pid).contains(process.pid());
    }

    @Test
    void doesNotTakeAnotherProgramForOurs() {
        assertThat(pidFile.living("-Dbelfry.service=api-service")).isEmpty();
    }

    @Test
    void doesNotTakeAProcessThatGotTheSamePidLaterForOurs() throws IOException {
        // given the same pid, but begun an hour earlier
        Path file = folder.resolve("deep/process.pid");
        String[] words = Files.readString(file).trim().split(" ");
        Files.writeString(file, words[0] + " " + (Long.parseLong(words[1]) - 3_600_000));

        // then
        assertThat(pidFile.living("300.25")).isEmpty();
    }

    @Test
    void findsNothingOnceTheProcessHasEnded() throws InterruptedException {
        process.destroyForcibly().waitFor();

        assertThat(pidFile.living("300.25")).isEmpty();
    }

    @Test
    void findsNothingInAFileThatWasCutOff() throws IOException {
        Files.writeString(folder.resolve("deep/process.pid"), Long.toString(process.pid()));

        assertThat(pidFile.living("300.25")).isEmpty();
    }
}
