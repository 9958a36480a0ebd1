package dev.belfry.api.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Under what an execution is asked for, so that asking again finds it.
 *
 * @param text any text; keys of different kinds begin differently
 * @param expiresAt from when on the key means nothing any more
 * @param freedByFailure whether an execution that failed or never ran leaves the key to the next order; where the key
 *     names one call, the repetition of that call has to find even such an execution
 */
public record OrderKey(String text, Instant expiresAt, boolean freedByFailure) {

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
