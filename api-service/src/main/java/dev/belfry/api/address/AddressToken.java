package dev.belfry.api.address;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The secret part of an address: a mark and 24 random base62 characters (142 bits). */
public record AddressToken(String value) {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;

    /** A new token. The generator must be cryptographically strong. */
    static AddressToken generate(Purpose purpose, RandomGenerator random) {
        StringBuilder letters = new StringBuilder(purpose.mark());
        for (int i = 0; i < LENGTH; i++) {
            letters.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new AddressToken(letters.toString());
    }

    /** The token in a path, or nothing when it cannot be one. */
    static Optional<AddressToken> parse(Purpose purpose, String text) {
        boolean legal = text.startsWith(purpose.mark())
                && text.length() == purpose.mark().length() + LENGTH
                && text.substring(purpose.mark().length()).chars().allMatch(letter -> BASE62.indexOf(letter) >= 0);
        return legal ? Optional.of(new AddressToken(text)) : Optional.empty();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Shows the mark only, so that no log ever holds a token. */
    @Override
    public String toString() {
        return value.substring(0, value.indexOf('_') + 1) + "...";
    }
}
