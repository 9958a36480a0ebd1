package dev.belfry.local.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.local.part.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {

    private final CommandLineParser parser = new CommandLineParser(Path.of("/belfry/deploy/local/data"));

    @Test
    void hasADefaultForEverything() {
        assertThat(parser.parse())
                .contains(new LaunchOptions(
                        Path.of("/belfry/deploy/local/data"),
                        8080,
                        true,
                        AllowedRanges.LOOPBACK,
                        true,
                        ReplicaCounts.SINGLE));
    }

    @Test
    void readsEveryOption(@TempDir Path folder) {
        assertThat(parser.parse(
                        "--data",
                        folder.toString(),
                        "--port=9000",
                        "--no-demo",
                        "--allow",
                        "none",
                        "--rate-limit",
                        "off",
                        "--replicas",
                        "executor=2"))
                .contains(new LaunchOptions(
                        folder,
                        9000,
                        false,
                        AllowedRanges.parse("none"),
                        false,
                        new ReplicaCounts(Map.of(Service.EXECUTOR_SERVICE, 2))));
    }

    @Test
    void takesADataFolderRelativeToTheWorkingDirectory() {
        assertThat(parser.parse("--data", "some/where").orElseThrow().data())
                .isEqualTo(Path.of("").toAbsolutePath().resolve("some/where"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void asksForHelpRatherThanAStart(String option) {
        assertThat(parser.parse("--port", "9000", option)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--data", "--port", "--no-demo", "--allow", "--rate-limit", "--replicas", "--help"})
    void explainsEveryOption(String option) {
        assertThat(CommandLineParser.help()).contains("  " + option + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 9000, unknown option '--prot'",
        "8080, unknown option '8080'",
        "--port 0, --port takes a number from 1 to 65535",
        "--port 65536, --port takes a number from 1 to 65535",
        "--port 80a, not '80a'",
        "--port -1, not '-1'",
        "--port 99999999999, not '99999999999'",
        "--port, --port",
        "--port 1 --port 2, --port",
        "--data, --data",
        "--data --no-demo, --data",
        "--no-demo=7, --no-demo",
        "--rate-limit maybe, --rate-limit takes on or off",
        "--allow 10.0.0.0/33, --allow: ",
        "--replicas executor=0, --replicas takes name=N",
        "--replicas, --replicas",
    })
    void refusesAnythingElseInOneLine(String line, String expected) {
        assertThatThrownBy(() -> parser.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void refusesAFileForAFolder(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> parser.parse("--data", file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--data takes a folder, not '" + file + "'");
    }
}
