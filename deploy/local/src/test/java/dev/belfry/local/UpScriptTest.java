package dev.belfry.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/local/up} in a repository of its own, with a Maven and a Java that only say what they were asked. */
class UpScriptTest {

    private static final String MAVEN = """
            #!/bin/sh
            echo "maven in $(pwd): $*"
            for service in api-service scheduler-service executor-service notifier-service; do
              mkdir -p $service/target/quarkus-app && touch $service/target/quarkus-app/quarkus-run.jar
            done
            touch deploy/local/target/launcher.jar
            """;

    @TempDir
    Path temporary;

    @BeforeEach
    void createRepository() throws IOException {
        for (String source : List.of(
                "pom.xml",
                "core/src/main/Core.java",
                "core/src/test/CoreTest.java",
                "executor-service/src/main/Call.java")) {
            write(source, "");
        }
        Files.createDirectories(repository().resolve("deploy/local"));
        Files.copy(Path.of("up").toAbsolutePath(), repository().resolve("deploy/local/up"));
        script(repository().resolve("mvnw"), MAVEN);
        for (String tool : List.of("bash", "cat", "dirname", "find", "mkdir", "mv", "readlink", "sed", "touch")) {
            script(tools().resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
        }
        java(temporary.resolve("jdk"), "17.0.15");
    }

    @Test
    void buildsWhatIsMissingAndThenStarts() throws Exception {
        Run run = up("--port", "9000", "--data", "a folder");

        assertThat(run.output)
                .contains("Building", "maven in " + repository() + ": -q -B -DskipTests package", "Built in ")
                .contains("-Dbelfry.root=" + repository())
                .contains("-Dbelfry.colours=false")
                .endsWith("dev.belfry.local.Launcher|--port|9000|--data|a folder| in " + elsewhere() + "\n");
        assertThat(run.code).isZero();
    }

    @Test
    void buildsNothingThatIsUpToDate() throws Exception {
        up();

        assertThat(up().output).doesNotContain("maven").contains("dev.belfry.local.Launcher");
    }

    @Test
    void buildsAgainOnceASourceIsNewer() throws Exception {
        // given
        up();
        change("executor-service/src/main/Call.java");

        // then
        assertThat(up().output).contains("maven");
    }

    @Test
    void buildsOnlyOnceForAChangeThatLeavesAnArtifactAsItWas() throws Exception {
        // given a Maven that sees no reason to touch anything
        up();
        script(repository().resolve("mvnw"), "#!/bin/sh\necho maven\n");
        Files.setLastModifiedTime(repository().resolve("deploy/local/target/built"), FileTime.from(Instant.EPOCH));
        age("executor-service/target/quarkus-app/quarkus-run.jar");
        Files.setLastModifiedTime(
                repository().resolve("executor-service/src/main/Call.java"), FileTime.from(Instant.now()));

        // then
        assertThat(up().output).contains("maven");
        assertThat(up().output).doesNotContain("maven");
    }

    @Test
    void doesNotBuildForAChangedTest() throws Exception {
        // given
        up();
        change("core/src/test/CoreTest.java");

        // then
        assertThat(up().output).doesNotContain("maven");
    }

    @Test
    void saysSoWhenTheBuildFails() throws Exception {
        script(repository().resolve("mvnw"), "#!/bin/sh\nexit 1\n");

        Run run = up();

        assertThat(run.code).isEqualTo(1);
        assertThat(run.output).endsWith("up: the build failed\n").doesNotContain("Launcher");
        assertThat(up().output).contains("Building");
    }

    @Test
    void takesTheJavaOfThePathWhenJavaHomeIsTooOld() throws Exception {
        java(temporary.resolve("jdk"), "1.8.0_402");
        java(temporary.resolve("newer"), "21");
        script(tools().resolve("java"), "#!/bin/sh\nexec " + temporary.resolve("newer/bin/java") + " \"$@\"\n");

        assertThat(up().output).contains("java 21|");
    }

    @Test
    void saysInOneLineThatThereIsNoJavaOrOnlyAnOldOne() throws Exception {
        java(temporary.resolve("jdk"), "11.0.2");

        Run run = up();

        assertThat(run.code).isEqualTo(1);
        assertThat(run.output).isEqualTo("up: needs a JDK 17 or newer: set JAVA_HOME, or put java on the PATH\n");
    }

    @Test
    void needsACompilerOnlyToBuild() throws Exception {
        up();
        Files.delete(temporary.resolve("jdk/bin/javac"));
        assertThat(up().code).isZero();

        change("core/src/main/Core.java");

        assertThat(up().output)
                .isEqualTo("up: " + temporary.resolve("jdk")
                        + " has no compiler to build with: needs a JDK, not only a JRE\n");
    }

    @Test
    void showsHelpWithoutBuildingAnything() throws Exception {
        write("deploy/local/src/main/resources/dev/belfry/local/options/help.txt", "Usage\n");

        Run run = up("--port", "9000", "--help");

        assertThat(run).isEqualTo(new Run(0, "Usage\n"));
    }

    @Test
    void keepsWhatOneJavaMadeOfTheClassesForThatJavaOnly() throws Exception {
        // given
        assertThat(up().output).contains("-XX:DumpLoadedClassList=" + archives("17.0.15") + "/launcher.classes|");
        Files.createFile(archives("17.0.15").resolve("launcher-1.jsa"));

        // then
        assertThat(up().output)
                .contains("-Dbelfry.archives=" + archives("17.0.15") + "|")
                .contains("-XX:SharedArchiveFile=" + archives("17.0.15") + "/launcher-1.jsa|")
                .doesNotContain("-XX:DumpLoadedClassList");

        // when
        java(temporary.resolve("jdk"), "21");

        // then
        assertThat(up().output).doesNotContain("launcher-1.jsa").contains("-Dbelfry.archives=" + archives("21") + "|");
    }

    private Path archives(String version) {
        return repository().resolve("deploy/local/target/archives/openjdk_version__" + version + "__2024-01-16");
    }

    private record Run(int code, String output) {}

    private Run up(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/bash", repository().resolve("deploy/local/up").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(elsewhere()).toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        tools().toString(),
                        "JAVA_HOME",
                        temporary.resolve("jdk").toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private Path repository() {
        return temporary.resolve("repository");
    }

    private Path tools() {
        return temporary.resolve("tools");
    }

    private Path elsewhere() {
        return temporary.resolve("elsewhere");
    }

    private static void java(Path home, String version) throws IOException {
        script(home.resolve("bin/java"), """
                #!/bin/sh
                case $1 in
                  -XshowSettings*) echo '    java.home = HOME' >&2; exit ;;
                  -version) echo 'openjdk version "VERSION" 2024-01-16' >&2; exit ;;
                esac
                printf 'java VERSION|'; printf '%s|' "$@"; echo " in $(pwd)"
                """.replace("VERSION", version).replace("HOME", home.toString()));
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
    }

    private static void script(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String file, String content) throws IOException {
        Path path = repository().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        age(file);
    }

    /** Sources are older than what was built from them. */
    private void age(String file) throws IOException {
        Files.setLastModifiedTime(
                repository().resolve(file), FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private void change(String file) throws IOException {
        Files.setLastModifiedTime(
                repository().resolve(file), FileTime.from(Instant.now().plusSeconds(60)));
    }
}
