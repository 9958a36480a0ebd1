package dev.belfry.core.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * A bearer token: {@code cron_pat_}, 32 random base62 characters and a checksum of six more.
 *
 * <p>The first eight characters find the row, the SHA-256 hash of the whole proves it; 24 characters (142 bits) stay
 * unknown to whoever reads the database. The checksum lets scanners tell a real token from look-alikes.
 */
public record ApiToken(String value) {

    public static final String MARK = "cron_pat_";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int PREFIX_LENGTH = 8;
    private static final int CHECKSUM_LENGTH = 6;

    /** A new token. The generator must be cryptographically strong. */
    public static ApiToken generate(RandomGenerator random) {
        StringBuilder letters = new StringBuilder(RANDOM_LENGTH);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            letters.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new ApiToken(MARK + letters + checksum(letters.toString()));
    }

    /** The token in a text, or nothing when the text cannot be one (wrong mark, length, letters or checksum). */
    public static Optional<ApiToken> parse(String text) {
        if (!text.startsWith(MARK) || text.length() != MARK.length() + RANDOM_LENGTH + CHECKSUM_LENGTH) {
            return Optional.empty();
        }
        String letters = text.substring(MARK.length(), MARK.length() + RANDOM_LENGTH);
        boolean legal = letters.chars().allMatch(letter -> BASE62.indexOf(letter) >= 0);
        return legal && text.endsWith(checksum(letters)) ? Optional.of(new ApiToken(text)) : Optional.empty();
    }

    /** The part that is stored and shown as it is. */
    public String prefix() {
        return value.substring(0, MARK.length() + PREFIX_LENGTH);
    }

    /** The part that is stored to prove the whole. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Shows the prefix only, so that no log ever holds a token. */
    @Override
    public String toString() {
        return prefix() + "...";
    }

    private static String checksum(String letters) {
        CRC32 crc = new CRC32();
        crc.update(letters.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            digits.append(BASE62.charAt((int) (rest % BASE62.length())));
            rest /= BASE62.length();
        }
        return digits.toString();
    }
}
