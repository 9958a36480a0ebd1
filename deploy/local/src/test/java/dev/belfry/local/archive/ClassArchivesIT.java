package dev.belfry.local.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.process.Programs;
import dev.belfry.local.home.DataFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a small program, made and used by the JVM of this test. */
class ClassArchivesIT {

    private static final List<String> JVM_OPTIONS = List.of("-Xmx32m", "-XX:+UseSerialGC");

    @TempDir
    Path temporary;

    private DataFolder data;
    private Path folder;
    private Program program;

    @BeforeEach
    void createProgram() throws IOException {
        data = DataFolder.open(temporary.resolve("data"));
        folder = Files.createDirectory(temporary.resolve("archives"));
        Path anyJar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
        Path jar = Files.copy(anyJar, temporary.resolve("program.jar"));
        program = new Program("program", jar, List.of(jar), JVM_OPTIONS);
    }

    @Test
    void makesAnArchiveThatTheJvmAccepts() throws Exception {
        // given
        make();

        // when
        List<String> options = archive().options();

        // then the JVM refuses to start, told so, when it cannot use the archive
        assertThat(options).anyMatch(option -> option.startsWith("-XX:SharedArchiveFile=" + folder));
        assertThat(run(options, "-Xshare:on")).isZero();
    }

    @Test
    void startsWithAnArchiveThatIsBroken() throws Exception {
        // given
        make();
        Path made = archives().get(0);
        Files.delete(made);
        Files.write(made, new byte[100_000]);

        // then
        List<String> options = archive().options();
        assertThat(options).anyMatch(option -> option.startsWith("-XX:SharedArchiveFile="));
        assertThat(run(options, "-Xshare:auto")).isZero();
        assertThat(run(options, "-Xshare:on")).isNotZero();
    }

    @Test
    void throwsAwayWhatWasMadeOfAnotherJar() throws Exception {
        // given
        make();
        Files.setLastModifiedTime(program.jar(), FileTime.from(Instant.EPOCH));

        // when
        List<String> options = archive().options();

        // then
        assertThat(archives()).isEmpty();
        assertThat(options).singleElement().asString().startsWith("-XX:DumpLoadedClassList=");
    }

    @Test
    void throwsAwayTheArchiveOfAProgramThatNeverGotReady() throws Exception {
        // given
        make();
        ClassArchive archive = archive();
        archive.options();
        archive.proven();
        assertThat(archive.options()).isNotEmpty();
        assertThat(archives()).hasSize(1);

        // when it is launched again without having been ready
        List<String> options = archive.options();

        // then
        assertThat(options).isEmpty();
        assertThat(archives()).isEmpty();
        assertThat(archive.options()).isEmpty();
    }

    @Test
    void leavesItToTheFirstOfSeveralProcessesToNoteTheClasses() throws Exception {
        // given
        try (ClassArchives archives = new ClassArchives(data, Optional.of(folder))) {
            assertThat(archives.ofFurther(program).orElseThrow().options()).isEmpty();
        }
        make();

        // then
        try (ClassArchives archives = new ClassArchives(data, Optional.of(folder))) {
            assertThat(archives.ofFurther(program).orElseThrow().options())
                    .isEqualTo(archives.of(program).orElseThrow().options())
                    .anyMatch(option -> option.startsWith("-XX:SharedArchiveFile="));
        }
    }

    @Test
    void makesNoneAfterTheStop() throws Exception {
        // given
        try (ClassArchives archives = new ClassArchives(data, Optional.of(folder))) {
            run(archives.of(program).orElseThrow().options());

            // when
            archives.makeMissing();
        }

        // then
        await().during(Duration.ofSeconds(7)).until(() -> archives().isEmpty());
    }

    @Test
    void doesWithoutWhereThereIsNoFolder() {
        assertThat(new ClassArchives(data, Optional.empty()).of(program)).isEmpty();
        assertThat(new ClassArchives(data, Optional.of(temporary.resolve("absent"))).of(program))
                .isEmpty();
    }

    private ClassArchive archive() {
        return new ClassArchives(data, Optional.of(folder)).of(program).orElseThrow();
    }

    private void make() throws Exception {
        try (ClassArchives archives = new ClassArchives(data, Optional.of(folder))) {
            assertThat(run(archives.of(program).orElseThrow().options())).isZero();
            archives.makeMissing();
            await().atMost(Duration.ofMinutes(2)).until(() -> archives().size() == 1);
        }
    }

    /** Those that are finished. */
    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private int run(List<String> options, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(Programs.java()));
        command.addAll(JVM_OPTIONS);
        command.addAll(options);
        command.addAll(List.of(more));
        command.addAll(List.of("-cp", program.jar().toString(), "-version"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
