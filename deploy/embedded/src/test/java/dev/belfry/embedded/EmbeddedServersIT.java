package dev.belfry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {

    private static final Duration START = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void keepARowAndARecordOverARestart() throws Exception {
        // given
        try (BothServers servers = new BothServers(folder, TestFolders.cache())) {
            write(servers, "kept");
        }

        // when
        try (BothServers servers = new BothServers(folder, TestFolders.cache())) {
            // then
            assertThat(row(servers)).isEqualTo("kept");
            assertThat(record(servers)).isEqualTo("kept");
        }
    }

    @Test
    void createNoTopicThatNobodyAskedFor() throws Exception {
        try (BothServers servers = new BothServers(folder, TestFolders.cache());
                Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafka.bootstrapServers()));
                KafkaConsumer<String, String> consumer = consumer(servers)) {
            consumer.assign(List.of(new TopicPartition("mistyped", 0)));
            consumer.poll(Duration.ofMillis(500));

            assertThat(admin.listTopics().names().get()).containsExactly(BothServers.TOPIC);
            assertThat(admin.describeTopics(List.of(BothServers.TOPIC))
                            .allTopicNames()
                            .get()
                            .get(BothServers.TOPIC)
                            .partitions())
                    .hasSize(2);
        }
    }

    @Test
    void doNotOutliveAParentThatIsKilled() throws Exception {
        // given
        Process parent = OtherJvm.run(List.of(), System.getProperty("java.class.path"), folder, TestFolders.cache());
        await().atMost(START).untilAsserted(() -> assertThat(output()).contains("up for"));
        Set<ProcessHandle> servers = serversOn(folder);
        assertThat(servers).hasSizeGreaterThanOrEqualTo(2);

        // when
        parent.destroyForcibly().waitFor();

        // then
        await().atMost(Duration.ofSeconds(10)).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @EnabledIf("isRoot")
    void startForAnOrdinaryUser() throws Exception {
        // given a class path and a folder that nobody's processes may use
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String classPath = OtherJvm.readableClassPath(Files.createDirectory(folder.resolve("lib")));
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxrwxrwx"));

        // when
        Process run = OtherJvm.run(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                classPath,
                theirs,
                theirs.resolve("cache"));

        // then
        try {
            await().atMost(START)
                    .untilAsserted(() -> assertThat(Files.readString(theirs.resolve("output")))
                            .contains("up for nobody, true"));
        } finally {
            run.getOutputStream().close();
            run.waitFor();
        }
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private static Set<ProcessHandle> serversOn(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    String command = process.info().commandLine().orElse("");
                    return command.contains("postgres -D " + folder) || command.contains("-Dbelfry.kafka=" + folder);
                })
                .collect(Collectors.toSet());
    }

    private static void write(BothServers servers, String text) throws Exception {
        try (var connection = servers.postgres.connection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (text text)");
            statement.execute("INSERT INTO note VALUES ('" + text + "')");
        }
        Map<String, Object> settings = Map.of("bootstrap.servers", servers.kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(BothServers.TOPIC, 0, "key", text))
                    .get();
        }
    }

    private static String row(BothServers servers) throws Exception {
        try (var connection = servers.postgres.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT text FROM note")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String record(BothServers servers) {
        try (KafkaConsumer<String, String> consumer = consumer(servers)) {
            TopicPartition partition = new TopicPartition(BothServers.TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(20));
            return records.iterator().next().value();
        }
    }

    private static KafkaConsumer<String, String> consumer(BothServers servers) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers.kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
