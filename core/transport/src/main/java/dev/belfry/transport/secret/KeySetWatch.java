package dev.belfry.transport.secret;

import dev.belfry.core.loop.Loop;
import dev.belfry.core.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the keys of one {@link SecretBox} at what the configuration says, until it is closed. */
public final class KeySetWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KeySetWatch.class);

    private final SecretBox box;
    private final @Nullable Loop loop;

    private KeySetWatch(SecretBox box, @Nullable Loop loop) {
        this.box = box;
        this.loop = loop;
    }

    /**
     * Reads the key set, which blocks for that moment, and watches the file if there is one.
     *
     * @throws IllegalArgumentException when no key set is configured, or it cannot be read or used; the message names the
     *     setting
     */
    public static KeySetWatch start(SecretConfig config) {
        if (config.keysetFile().isPresent()) {
            return start(Path.of(config.keysetFile().get()), config.pollInterval());
        }
        String keyset = config.keyset()
                .orElseThrow(() -> new IllegalArgumentException(
                        "neither belfry.secret.keyset-file nor belfry.secret.keyset is set"));
        return new KeySetWatch(SecretBox.of(keyset), null);
    }

    /** The box of this service; always the same. */
    public SecretBox box() {
        return box;
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
    }

    private static KeySetWatch start(Path file, Duration pollInterval) {
        KeySetFile keys;
        try {
            keys = new KeySetFile(file, Files.readString(file).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("belfry.secret.keyset-file cannot be read: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("belfry.secret.keyset-file holds no key set: " + file, e);
        }
        Loop loop = new Loop("watch-key-set", pollInterval, () -> {
            keys.look();
            return pollInterval;
        });
        keys.box.whenNothingOpens(loop::wake);
        return new KeySetWatch(keys.box, loop.start());
    }

    /** The file and what was last seen in it. Looked at by one thread. */
    private static final class KeySetFile {

        private final Path file;
        private final SecretBox box;
        private String seen;
        private @Nullable String trouble;

        KeySetFile(Path file, String content) {
            this.file = file;
            this.seen = content;
            this.box = SecretBox.of(content);
        }

        void look() {
            try {
                String content = Files.readString(file).strip();
                if (!content.equals(seen)) {
                    box.replaceKeys(content);
                    seen = content;
                    LOG.infof("The key set has changed, its keys are in use now: %s", file);
                }
                trouble = null;
            } catch (IOException | IllegalArgumentException e) {
                warnOnce(e.toString());
            }
        }

        /** The same trouble lasts for many rounds. */
        private void warnOnce(String what) {
            if (!Objects.equals(what, trouble)) {
                LOG.warnf("The key set cannot be read, the keys in use stay: %s: %s", file, what);
                trouble = what;
            }
        }
    }
}
