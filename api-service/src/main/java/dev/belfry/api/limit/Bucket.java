package dev.belfry.api.limit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What one caller may still take of one limit.
 *
 * @param key a hash of the limit's name and of the caller, so that neither tokens nor addresses are stored
 */
record Bucket(Limit limit, ByteBuffer key) {

    static Bucket of(Limit limit, byte[] caller) {
        MessageDigest hash = sha256();
        hash.update(limit.name().getBytes(StandardCharsets.UTF_8));
        hash.update((byte) 0);
        hash.update(caller);
        return new Bucket(limit, ByteBuffer.wrap(hash.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
