package dev.belfry.embedded.rotation;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.SecretKeys;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationIT {

    /** More than two batches. */
    private static final int SECRETS = 250;

    @TempDir
    Path temporary;

    private final TestWorkspace home = TestWorkspace.create();
    private final List<String> told = new ArrayList<>();
    private KeySetFile file;
    private SecretBox old;

    @BeforeEach
    void begin() throws Exception {
        // A rotation is about the whole database.
        write("DELETE FROM secret");
        write("UPDATE notification_channel SET secret_sealed = NULL");
        file = new KeySetFile(temporary.resolve("keyset.json"));
        file.write(SecretKeys.generate());
        old = SecretBox.of(file.read());
    }

    @Test
    void sealsEveryValueAnewAndDropsTheOldKey() throws Exception {
        // given
        Map<UUID, String> secrets = secrets();
        UUID signed = channel("whsec_1");
        UUID unsigned = home.webhook("http://127.0.0.1/");

        // when
        rotate(() -> {});

        // then
        SecretBox box = SecretBox.of(file.read());
        secrets.forEach((id, value) ->
                assertThat(box.open(sealed(id), SecretBox.secretContext(id))).isEqualTo(value));
        assertThat(box.open(channelSecret(signed), SecretBox.channelContext(signed)))
                .isEqualTo("whsec_1");
        assertThat(channelSecret(unsigned)).isNull();
        assertThat(rows("SELECT DISTINCT key_id FROM secret")).containsExactly(Map.of("key_id", 2));
        UUID any = secrets.keySet().iterator().next();
        assertThatIllegalStateException().isThrownBy(() -> old.open(sealed(any), SecretBox.secretContext(any)));
        assertThat(told)
                .containsExactly(
                        "v2 added; v1 still seals",
                        "v2 seals from now on; v1 still opens",
                        "251 values sealed anew under v2",
                        "older keys dropped; v2 alone is left");
    }

    @Test
    void opensEveryValueAtEachWait() throws Exception {
        Map<UUID, String> secrets = secrets();
        List<SecretBox> seen = new ArrayList<>(List.of(old));

        rotate(() -> {
            // A service reads the file before the wait ends; what it had read before opened everything until now.
            assertAllOpen(seen.get(seen.size() - 1), secrets);
            seen.add(SecretBox.of(content()));
            assertAllOpen(seen.get(seen.size() - 1), secrets);
        });

        assertThat(seen).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isContinuedByTheNextRunWhereverItDied(int waits) throws Exception {
        // given a rotation that is killed in one of its waits
        Map<UUID, String> secrets = secrets();
        int[] left = {waits};
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> rotate(() -> {
                    if (--left[0] == 0) {
                        throw new InterruptedException();
                    }
                }));
        assertAllOpen(SecretBox.of(file.read()), secrets);

        // when
        rotate(() -> {});

        // then no second rotation was begun
        assertAllOpen(SecretBox.of(file.read()), secrets);
        assertThat(rows("SELECT DISTINCT key_id FROM secret")).containsExactly(Map.of("key_id", 2));
        assertThat(told).contains("older keys dropped; v2 alone is left");
    }

    @Test
    void leavesAValueThatIsReplacedMeanwhile() throws Exception {
        // given
        UUID id = secret(old, "before");
        try (Connection client = Servers.connection();
                Connection connection = Servers.connection()) {
            Rotation rotation = rotation(connection, () -> {});
            rotation.step();
            rotation.step();
            client.setAutoCommit(false);
            try (var update = client.prepareStatement("UPDATE secret SET sealed = ? WHERE id = ?")) {
                update.setBytes(1, SecretBox.of(file.read()).seal("after", SecretBox.secretContext(id)));
                update.setObject(2, id);
                update.executeUpdate();
            }

            // when
            var running = CompletableFuture.runAsync(() -> run(rotation));
            await().untilAsserted(
                            () -> assertThat(rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
                                    .isNotEmpty());
            client.commit();
            running.join();
        }

        // then
        assertThat(SecretBox.of(file.read()).open(sealed(id), SecretBox.secretContext(id)))
                .isEqualTo("after");
    }

    @Test
    void keepsTheOldKeyWhileAValueDoesNotOpen() throws Exception {
        // given
        Map<UUID, String> secrets = secrets();
        UUID foreign = secret(SecretBox.of(SecretKeys.generate()), "lost");
        byte[] damaged = old.seal("lost", "another context");
        UUID moved = channel("x");
        write("UPDATE notification_channel SET secret_sealed = ? WHERE id = ?", damaged, moved);
        // Another key set counts from one as well, so only opening tells it apart.
        assertThat(SecretBox.keyId(sealed(foreign))).isEqualTo(1);

        // when
        assertThatExceptionOfType(RotationException.class)
                .isThrownBy(() -> rotate(() -> {}))
                .withMessage("2 values do not open, so the older keys stay: secret/" + foreign
                        + ", notification_channel/" + moved + "; replace or delete them and run this again");

        // then
        assertThat(old.open(damaged, "another context")).isEqualTo("lost");
        assertThat(SecretBox.of(file.read()).open(damaged, "another context")).isEqualTo("lost");
        assertAllOpen(SecretBox.of(file.read()), secrets);
        write("DELETE FROM secret WHERE id = ?", foreign);
        write("DELETE FROM notification_channel WHERE id = ?", moved);
        rotate(() -> {});
        assertThat(told).endsWith("older keys dropped; v2 alone is left");
    }

    @Test
    void isAloneOnItsDatabase() throws Exception {
        try (Connection first = Servers.connection();
                Connection second = Servers.connection()) {
            rotation(first, () -> {});
            assertThatExceptionOfType(RotationException.class)
                    .isThrownBy(() -> rotation(second, () -> {}))
                    .withMessage("another rotation is under way on this database");
        }
    }

    @Test
    void changesNothingOnceItsConnectionIsLost() throws Exception {
        String before = file.read();
        Connection connection = Servers.connection();
        Rotation rotation = rotation(connection, () -> {});
        connection.close();

        assertThatExceptionOfType(RotationException.class).isThrownBy(rotation::step);

        assertThat(file.read()).isEqualTo(before);
    }

    private void rotate(Rotation.Settling settling) throws Exception {
        try (Connection connection = Servers.connection()) {
            rotation(connection, settling).run();
        }
    }

    private Rotation rotation(Connection connection, Rotation.Settling settling) throws Exception {
        return new Rotation(file, connection, settling, told::add);
    }

    private static void run(Rotation rotation) {
        try {
            rotation.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String content() {
        try {
            return file.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<UUID, String> secrets() {
        Map<UUID, String> secrets = new LinkedHashMap<>();
        for (int i = 0; i < SECRETS; i++) {
            String value = "value " + i;
            secrets.put(secret(old, value), value);
        }
        return secrets;
    }

    private UUID secret(SecretBox box, String value) {
        UUID id = UUID.randomUUID();
        byte[] sealed = box.seal(value, SecretBox.secretContext(id));
        write(
                "INSERT INTO secret VALUES (?, ?, ?, ?, ?, now(), now())",
                id,
                home.id(),
                "n" + id,
                sealed,
                SecretBox.keyId(sealed));
        return id;
    }

    private UUID channel(String secret) {
        UUID id = home.webhook("http://127.0.0.1/");
        write(
                "UPDATE notification_channel SET secret_sealed = ? WHERE id = ?",
                old.seal(secret, SecretBox.channelContext(id)),
                id);
        return id;
    }

    private static void assertAllOpen(SecretBox box, Map<UUID, String> secrets) {
        secrets.forEach((id, value) ->
                assertThat(box.open(sealed(id), SecretBox.secretContext(id))).isEqualTo(value));
    }

    private static byte[] sealed(UUID id) {
        return (byte[])
                rows("SELECT sealed FROM secret WHERE id = ?", id).get(0).get("sealed");
    }

    private static byte[] channelSecret(UUID id) {
        return (byte[]) rows("SELECT secret_sealed FROM notification_channel WHERE id = ?", id)
                .get(0)
                .get("secret_sealed");
    }
}
