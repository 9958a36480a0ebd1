package dev.belfry.embedded.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetFileTest {

    @TempDir
    Path temporary;

    @Test
    void letsNobodyElseReadAFirstFile() throws IOException {
        KeySetFile file = new KeySetFile(temporary.resolve("keyset.json"));

        file.write("first");

        assertThat(file.read()).isEqualTo("first");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "r--------"})
    void keepsTheModeOfTheFile(String mode) throws IOException {
        KeySetFile file = new KeySetFile(temporary.resolve("keyset.json"));
        file.write("first");
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));

        file.write("second");

        assertThat(file.read()).isEqualTo("second");
        assertThat(mode(file)).isEqualTo(mode);
    }

    @Test
    void leavesTheFileToTheServicesWhenRootReplacesIt() throws IOException {
        // given
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a file away");
        KeySetFile file = new KeySetFile(temporary.resolve("keyset.json"));
        file.write("first");
        Files.setAttribute(file.path(), "unix:uid", 65_534);
        Files.setAttribute(file.path(), "unix:gid", 65_533);

        // when
        file.write("second");

        // then
        assertThat(file.read()).isEqualTo("second");
        assertThat(Files.getAttribute(file.path(), "unix:uid")).isEqualTo(65_534);
        assertThat(Files.getAttribute(file.path(), "unix:gid")).isEqualTo(65_533);
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

    private static String mode(KeySetFile file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()));
    }
}
