package dev.belfry.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {

    @TempDir
    Path cache;

    @Test
    void twoWhoUnpackAtOnceEndUpWithOneCompleteSet() throws IOException {
        // when
        var first = CompletableFuture.supplyAsync(this::unpack);
        var second = CompletableFuture.supplyAsync(this::unpack);

        // then
        assertThat(first.join()).isEqualTo(second.join());
        assertThat(first.join().resolve("bin/postgres")).isExecutable();
        try (Stream<Path> entries = Files.list(cache)) {
            assertThat(entries).containsExactly(first.join());
        }
    }

    private Path unpack() {
        try {
            return PostgresBinaries.unpack(cache);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
