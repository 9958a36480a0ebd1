package dev.belfry.embedded.kafka;

import dev.belfry.embedded.process.Child;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.process.Invocation;
import dev.belfry.embedded.process.PidFile;
import dev.belfry.embedded.process.Programs;
import dev.belfry.embedded.process.Signals;
import dev.belfry.embedded.process.StopSignal;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker on one folder, reachable at 127.0.0.1.
 *
 * <p>{@link #start} is all a test needs. A supervisor takes the steps itself: {@link #prepare} once, then as often as
 * necessary {@link #launch} and {@link #isReady}, and once {@link #createTopics}. The ports stay the same after the
 * broker was ready for the first time. Not for use by several threads at once.
 */
public final class EmbeddedKafka {

    private static final List<String> JVM_OPTIONS = List.of("-Xmx128m", "-XX:+UseSerialGC");
    private static final int START_ATTEMPTS = 3;
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 200;

    private final KafkaSpec spec;
    private final PidFile pidFile;
    private int brokerPort;
    private int controllerPort;
    private boolean wasReady;
    private @Nullable Child child;

    private EmbeddedKafka(KafkaSpec spec) {
        this.spec = spec;
        this.pidFile = new PidFile(spec.folder().resolve("kafka.pid"));
    }

    /** Starts a broker and waits until its topics (names and numbers of partitions) can be used. */
    public static EmbeddedKafka start(KafkaSpec spec, Map<String, Integer> topics)
            throws IOException, InterruptedException {
        EmbeddedKafka kafka = prepare(spec);
        for (int attempt = 1; ; attempt++) {
            Child started = kafka.launch();
            if (kafka.awaitReady(started)) {
                kafka.createTopics(topics);
                return kafka;
            }
            started.stop(Duration.ZERO);
            // Most likely somebody else took a port between the choice and the start.
            if (attempt == START_ATTEMPTS) {
                throw new IOException("Kafka did not start: " + started.lastWords() + " (see " + spec.log() + ")");
            }
        }
    }

    /** Makes the folder and ends a broker that a killed parent left on it. */
    public static EmbeddedKafka prepare(KafkaSpec spec) throws IOException {
        Files.createDirectories(spec.folder());
        EmbeddedKafka kafka = new EmbeddedKafka(spec);
        kafka.pidFile.living(kafka.mark()).ifPresent(process -> Signals.end(process, StopSignal.TERM, LEFTOVER_GRACE));
        return kafka;
    }

    /** The options of the broker's JVM that shape its heap and its classes. */
    public static List<String> jvmOptions() {
        return JVM_OPTIONS;
    }

    /** The class path of the broker's JVM: that of this one. */
    public static String classPath() {
        // The broker works in another folder than this JVM.
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts the broker's JVM and returns at once. */
    public Child launch() throws IOException {
        return launch(List.of());
    }

    /** The same with more options for the JVM. */
    public Child launch(List<String> moreOptions) throws IOException {
        if (!wasReady) {
            brokerPort = FreePort.choose();
            controllerPort = FreePort.choose();
        }
        Path settings = spec.folder().resolve("broker.properties");
        try (Writer writer = Files.newBufferedWriter(settings, StandardCharsets.UTF_8)) {
            BrokerSettings.of(spec.folder().resolve("data"), brokerPort, controllerPort)
                    .store(writer, null);
        }
        List<String> command = new ArrayList<>(List.of(Programs.java(), "-Dbelfry.service=kafka", mark()));
        command.addAll(JVM_OPTIONS);
        command.addAll(moreOptions);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                // Twenty times a second by default, for tools that watch a JVM from outside.
                "-XX:PerfDataSamplingInterval=1000",
                "-XX:+ExitOnOutOfMemoryError",
                // Heeded where slf4j-simple is on the class path, as in the launcher; no more than a word elsewhere.
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                // It complains that there is nothing but its interface, which is what we want.
                "-Dlog4j2.statusLoggerLevel=OFF",
                "-cp",
                classPath(),
                Broker.class.getName(),
                settings.toString()));
        Invocation invocation = new Invocation(command, Map.of(), spec.folder());
        Child started = Child.start(new Child.Spec(invocation, spec.log(), pidFile, StopSignal.TERM));
        child = started;
        return started;
    }

    /** Whether the process launched last accepts connections. */
    public boolean isReady() {
        Child current = child;
        if (current == null || !current.isAlive()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", brokerPort), CONNECT_MILLIS);
            wasReady = true;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Creates topics, one replica each. One that exists already stays as it is. The broker must be ready. */
    public void createTopics(Map<String, Integer> topics) throws IOException, InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        Admin admin = Admin.create(settings);
        try {
            List<NewTopic> wanted = topics.entrySet().stream()
                    .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1))
                    .collect(Collectors.toList());
            for (var created : admin.createTopics(wanted).values().values()) {
                awaitCreated(created);
            }
        } finally {
            // A plain close waits for answers, which never come when the broker is being stopped.
            admin.close(Duration.ZERO);
        }
    }

    /** Orderly shutdown; after the grace, by force. What was acknowledged is kept in both cases. */
    public void stop(Duration grace) {
        Child current = child;
        if (current != null) {
            current.stop(grace);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    private String mark() {
        return "-Dbelfry.kafka=" + spec.folder();
    }

    private boolean awaitReady(Child started) throws InterruptedException {
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (started.isAlive() && System.nanoTime() < deadline) {
            if (isReady()) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static void awaitCreated(KafkaFuture<Void> created) throws IOException, InterruptedException {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("Kafka refused a topic: " + e.getCause(), e);
            }
        }
    }
}
