package dev.belfry.embedded.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySetFileTest {

    @TempDir
    Path temporary;

    @Test
    void letsNobodyElseRead() throws IOException {
        KeySetFile file = new KeySetFile(temporary.resolve("keyset.json"));
        file.write("first");
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
        file.write("second");

        assertThat(file.read()).isEqualTo("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesTheFileInsteadOfWritingIntoIt() throws IOException {
        KeySetFile file = new KeySetFile(temporary.resolve("keyset.json"));
        file.write("first");
        try (var reader = Files.newBufferedReader(file.path())) {
            file.write("another");

            assertThat(reader.readLine()).isEqualTo("first");
        }
    }

    @Test
    void isNotHinderedByWhatAKilledWriterLeft() throws IOException {
        Files.writeString(temporary.resolve("keyset.json.new"), "hal");
        KeySetFile file = new KeySetFile(temporary.resolve("keyset.json"));

        file.write("whole");

        assertThat(file.read()).isEqualTo("whole");
        try (Stream<Path> entries = Files.list(temporary)) {
            assertThat(entries).containsExactly(file.path());
        }
    }

    @Test
    void followsALink() throws IOException {
        Path real = Files.writeString(temporary.resolve("real.json"), "first");
        Path link = Files.createSymbolicLink(temporary.resolve("keyset.json"), real);

        new KeySetFile(link).write("second");

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("second");
    }
}
