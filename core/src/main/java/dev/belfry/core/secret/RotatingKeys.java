package dev.belfry.core.secret;

import com.google.crypto.tink.KeysetHandle;
import java.util.stream.IntStream;

/**
 * A key set on its way from one key to the next. Where it stands can be read off the set itself, so a rotation that was
 * cut short is taken up by whoever looks at the set next.
 *
 * <pre>
 *            announced()               promoted()               retired()
 * RESTING ───────────────▶ ANNOUNCED ───────────────▶ PROMOTED ───────────────▶ RESTING
 *  v1 seals     v1 seals, v2 may open      v2 seals, v1 may open     v2 seals
 * </pre>
 *
 * <p>Between two steps every reader of the set has to have seen the step before; after {@code promoted()} every value
 * has to be sealed anew as well. Then there is no moment at which a value does not open.
 */
public final class RotatingKeys {

    /** How far a rotation has come. */
    public enum Stage {
        /** One key, which seals and opens. */
        RESTING,
        /** The newest key opens, but does not seal yet. */
        ANNOUNCED,
        /** The newest key seals; older ones still open. */
        PROMOTED
    }

    private final KeysetHandle keys;

    private RotatingKeys(KeysetHandle keys) {
        this.keys = keys;
    }

    /**
     * The key set in a text.
     *
     * @throws IllegalArgumentException when the text is no key set
     */
    public static RotatingKeys of(String keyset) {
        return new RotatingKeys(SecretKeys.parse(keyset));
    }

    public Stage stage() {
        if (keys.size() == 1) {
            return Stage.RESTING;
        }
        return keys.getAt(newest()).isPrimary() ? Stage.PROMOTED : Stage.ANNOUNCED;
    }

    /** The id of the newest key. Keys stand in the order of their age. */
    public int newestId() {
        return keys.getAt(newest()).getId();
    }

    /** The id of the key that seals. */
    public int primaryId() {
        return keys.getPrimary().getId();
    }

    /** The set with one key more, which may open. */
    public String announced() {
        require(Stage.RESTING);
        return SecretKeys.text(KeysetHandle.newBuilder(keys).addEntry(SecretKeys.newKey(nextId())));
    }

    /** The set with its newest key as the one that seals. */
    public String promoted() {
        require(Stage.ANNOUNCED);
        KeysetHandle.Builder set = KeysetHandle.newBuilder(keys);
        set.getAt(newest()).makePrimary();
        return SecretKeys.text(set);
    }

    /** The set with its newest key alone. What another key sealed never opens again. */
    public String retired() {
        require(Stage.PROMOTED);
        KeysetHandle.Builder set = KeysetHandle.newBuilder(keys);
        for (int i = newest(); i > 0; i--) {
            set.deleteAt(0);
        }
        return SecretKeys.text(set);
    }

    /** Counts on; a set made before keys were counted begins with the first number that is free. */
    private int nextId() {
        int counted = newestId() < 1 || newestId() > Short.MAX_VALUE ? 0 : newestId();
        return IntStream.iterate(counted + SecretKeys.FIRST_ID, id -> id + 1)
                .filter(id -> IntStream.range(0, keys.size())
                        .noneMatch(i -> keys.getAt(i).getId() == id))
                .findFirst()
                .orElseThrow();
    }

    private int newest() {
        return keys.size() - 1;
    }

    private void require(Stage expected) {
        if (stage() != expected) {
            throw new IllegalStateException("the key set is " + stage() + ", not " + expected);
        }
    }
}
