package dev.belfry.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir
    Path folder;

    @Test
    void stopsInOrderWithinTheGrace() throws IOException {
        Child child = start("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        await().untilAsserted(() -> assertThat(log()).contains("up"));

        assertThat(child.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(child.lastWords()).isEqualTo("bye");
    }

    @Test
    void isKilledWhenItOutstaysTheGrace() throws IOException {
        Child child = start("trap '' TERM; echo up; while :; do sleep 0.05; done");
        await().untilAsserted(() -> assertThat(log()).contains("up"));

        assertThat(child.stop(Duration.ofMillis(200))).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void hasASessionOfItsOwnSoThatCtrlCDoesNotReachIt() throws IOException {
        Child child = start("exec sleep 300.5");

        // The sixth field of stat is the session; its leader is the child itself.
        await().untilAsserted(() -> assertThat(Files.readString(Path.of("/proc/" + child.pid() + "/stat"))
                        .split(" ")[5])
                .isEqualTo(Long.toString(child.pid())));
        child.stop(Duration.ZERO);
    }

    @Test
    void takesItsWatcherAlongWhenItEnds() throws IOException {
        long before = lifelines();
        Child child = start("exec sleep 300.75");
        await().untilAsserted(() -> assertThat(lifelines()).isEqualTo(before + 1));

        child.stop(Duration.ofSeconds(1));

        await().untilAsserted(() -> assertThat(lifelines()).isEqualTo(before));
    }

    @Test
    void doesNotStartOnAnInterruptedThread() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> start("echo up")).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve("child.log")).doesNotExist();
    }

    private static long lifelines() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().commandLine().orElse("").contains("lifeline"))
                .count();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("child.log"));
    }

    private Child start(String script) throws IOException {
        return Child.start(new Child.Spec(
                new Invocation(List.of("/bin/sh", "-c", script), Map.of(), folder),
                folder.resolve("child.log"),
                new PidFile(folder.resolve("child.pid")),
                StopSignal.TERM));
    }
}
