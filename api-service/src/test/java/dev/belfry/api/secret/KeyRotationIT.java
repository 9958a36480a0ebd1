package dev.belfry.api.secret;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.belfry.api.testing.Cast;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.embedded.rotation.KeySetFile;
import dev.belfry.embedded.rotation.Rotation;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.transport.secret.KeySetWatch;
import dev.belfry.transport.secret.SecretConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The keys are rotated while a client stores secrets and a service opens them. */
@QuarkusTest
@WithTestResource(KeyRotationIT.KeySetOnFile.class)
class KeyRotationIT {

    private static final String POLL = "50ms";
    private static final Duration SETTLE = Duration.ofMillis(700);

    /** The real servers, and a file in the place of the key set's text. */
    public static final class KeySetOnFile implements QuarkusTestResourceLifecycleManager {

        private final ServersResource servers = new ServersResource();

        @Override
        public Map<String, String> start() {
            try {
                Path folder = Files.createTempDirectory("belfry-keys");
                KeySetFile file = new KeySetFile(folder.resolve("keyset.json"));
                file.write(Servers.start().keyset());
                file.path().toFile().deleteOnExit();
                Map<String, String> settings = new HashMap<>(servers.start());
                settings.put("belfry.secret.keyset-file", file.path().toString());
                settings.put("belfry.secret.poll-interval", POLL);
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {}
    }

    private final Cast cast = new Cast();
    private final Map<UUID, String> expected = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final KeySetFile file =
            new KeySetFile(Path.of(ConfigProvider.getConfig().getValue("belfry.secret.keyset-file", String.class)));
    private volatile boolean rotated;

    @Test
    void everyValueOpensAtEveryMoment() throws Exception {
        // given
        write("DELETE FROM secret");
        write("UPDATE notification_channel SET secret_sealed = NULL");
        SecretBox before = SecretBox.of(file.read());
        store(0);
        try (KeySetWatch watch = watch(POLL);
                KeySetWatch late = watch("1d")) {
            var client = CompletableFuture.runAsync(this::storeAndReplace);
            var service = CompletableFuture.runAsync(() -> openAll(watch.box()));

            // when
            rotate();
            client.join();
            service.join();

            // then
            SecretBox after = SecretBox.of(file.read());
            assertThat(expected).hasSizeGreaterThan(10);
            assertThat(opened).hasValueGreaterThan(expected.size());
            expected.forEach((id, value) -> {
                assertThat(open(after, id)).isEqualTo(value);
                assertThatIllegalStateException().isThrownBy(() -> open(before, id));
            });
            assertThat(rows("SELECT DISTINCT key_id FROM secret")).containsExactly(Map.of("key_id", 2));
            assertOpensAfterASecondLook(late.box());
        }
        cast.alice().get("/v1/secrets/s0").then().statusCode(200).body("key_version", equalTo("v2"));
    }

    private void assertOpensAfterASecondLook(SecretBox box) {
        UUID id = expected.keySet().iterator().next();
        assertThatIllegalStateException().isThrownBy(() -> open(box, id));
        await().untilAsserted(() ->
                assertThat(box.open(sealed(id), SecretBox.secretContext(id))).isEqualTo(expected.get(id)));
    }

    private void rotate() throws Exception {
        try (Connection connection = Servers.connection()) {
            new Rotation(file, connection, () -> await().pollDelay(SETTLE).until(() -> true), line -> {}).run();
        } finally {
            rotated = true;
        }
    }

    private void storeAndReplace() {
        for (int i = 1; !rotated; i++) {
            UUID id = store(i);
            if (i % 2 == 0) {
                cast.alice("{\"value\": \"replaced " + i + "\"}")
                        .patch("/v1/secrets/" + id)
                        .then()
                        .statusCode(200);
                expected.put(id, "replaced " + i);
            }
        }
    }

    private UUID store(int i) {
        String body = "{\"name\": \"s" + i + "\", \"value\": \"value " + i + "\"}";
        UUID id = UUID.fromString(cast.alice(body)
                .post("/v1/secrets")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        expected.put(id, "value " + i);
        return id;
    }

    /** As the executor does: reads a row and opens it at once, without a second try. */
    private void openAll(SecretBox box) {
        while (!rotated) {
            for (UUID id : List.copyOf(expected.keySet())) {
                assertThat(open(box, id)).matches("(value|replaced) \\d+");
                opened.incrementAndGet();
            }
        }
    }

    private KeySetWatch watch(String pollInterval) {
        return KeySetWatch.start(TestConfig.of(
                SecretConfig.class,
                Map.of(
                        "belfry.secret.keyset-file",
                        file.path().toString(),
                        "belfry.secret.poll-interval",
                        pollInterval)));
    }

    private static String open(SecretBox box, UUID id) {
        return box.open(sealed(id), SecretBox.secretContext(id));
    }

    private static byte[] sealed(UUID id) {
        return (byte[])
                rows("SELECT sealed FROM secret WHERE id = ?", id).get(0).get("sealed");
    }
}
