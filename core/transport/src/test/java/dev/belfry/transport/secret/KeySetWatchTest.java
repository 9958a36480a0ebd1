package dev.belfry.transport.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.secret.RotatingKeys;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.SecretKeys;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySetWatchTest {

    private static final String CONTEXT = "secret/1";

    @TempDir
    Path temporary;

    @Test
    void looksEveryTwoSecondsByDefault() {
        assertThat(config(Map.of()).pollInterval()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void takesTheKeySetFromTheSetting() {
        String keyset = SecretKeys.generate();
        try (KeySetWatch watch = KeySetWatch.start(config(Map.of("belfry.secret.keyset", keyset)))) {
            assertOpens(watch.box(), keyset);
        }
    }

    @Test
    void prefersTheFile() throws Exception {
        String keyset = write(SecretKeys.generate());
        try (KeySetWatch watch = KeySetWatch.start(config(Map.of(
                "belfry.secret.keyset", SecretKeys.generate(), "belfry.secret.keyset-file", file().toString())))) {
            assertOpens(watch.box(), keyset);
        }
    }

    @Test
    void takesOverAChangedFile() throws Exception {
        // given
        String before = write(SecretKeys.generate());
        try (KeySetWatch watch = watch("PT0.02S")) {
            // when
            String after = write(RotatingKeys.of(before).announced());
            String last = write(RotatingKeys.of(after).promoted());

            // then
            await().untilAsserted(() -> assertThat(SecretBox.keyId(watch.box().seal("value", CONTEXT)))
                    .isEqualTo(2));
            assertOpens(watch.box(), before);
            assertOpens(watch.box(), last);
        }
    }

    @Test
    void looksAtOnceWhenAValueDoesNotOpen() throws Exception {
        // given a watch that would look again in a day
        String before = write(SecretKeys.generate());
        try (KeySetWatch watch = watch("P1D")) {
            String after =
                    write(RotatingKeys.of(RotatingKeys.of(before).announced()).promoted());
            byte[] sealed = SecretBox.of(after).seal("value", CONTEXT);

            // when what does not open is tried, then it opens soon
            await().ignoreExceptionsInstanceOf(IllegalStateException.class)
                    .untilAsserted(
                            () -> assertThat(watch.box().open(sealed, CONTEXT)).isEqualTo("value"));
            assertThat(SecretBox.keyId(watch.box().seal("value", CONTEXT))).isEqualTo(2);
        }
    }

    @Test
    void keepsItsKeysWhileTheFileIsMissingOrBroken() throws Exception {
        String before = write(SecretKeys.generate());
        try (KeySetWatch watch = watch("PT0.02S")) {
            // when
            Files.delete(file());
            assertKeepsOpening(watch.box(), before);
            write("{ not a key set");
            assertKeepsOpening(watch.box(), before);
            String after = write(SecretKeys.generate());

            // then
            await().untilAsserted(() -> assertThat(
                            SecretBox.of(after).open(watch.box().seal("x", CONTEXT), CONTEXT))
                    .isEqualTo("x"));
        }
    }

    @Test
    void doesNotStartWithoutAKeySet() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeySetWatch.start(config(Map.of())))
                .withMessage("neither belfry.secret.keyset-file nor belfry.secret.keyset is set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> watch("P1D"))
                .withMessage("belfry.secret.keyset-file cannot be read: " + file());
        write("{}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> watch("P1D"))
                .withMessage("belfry.secret.keyset-file holds no key set: " + file());
    }

    private KeySetWatch watch(String pollInterval) {
        return KeySetWatch.start(config(
                Map.of("belfry.secret.keyset-file", file().toString(), "belfry.secret.poll-interval", pollInterval)));
    }

    private Path file() {
        return temporary.resolve("keyset.json");
    }

    private String write(String content) throws IOException {
        Path whole = Files.writeString(temporary.resolve("new"), content + "\n");
        Files.move(whole, file(), StandardCopyOption.ATOMIC_MOVE);
        return content;
    }

    /** For several rounds of the watch. */
    private static void assertKeepsOpening(SecretBox box, String keyset) {
        await().during(Duration.ofMillis(100)).untilAsserted(() -> assertOpens(box, keyset));
    }

    private static void assertOpens(SecretBox box, String keyset) {
        assertThat(box.open(SecretBox.of(keyset).seal("value", CONTEXT), CONTEXT))
                .isEqualTo("value");
    }

    private static SecretConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(SecretConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(SecretConfig.class);
    }
}
