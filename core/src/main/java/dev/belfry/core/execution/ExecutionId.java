package dev.belfry.core.execution;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Identities of executions: time-ordered UUIDs in the version 7 layout of RFC 9562.
 *
 * <p>The first 48 bits are the scheduled time in milliseconds since 1970, so a range of ids is a range of time. Legal
 * instants lie between 1970 and the year 10889.
 */
public final class ExecutionId {

    private ExecutionId() {}

    /**
     * The id of the execution that a job's schedule asks for at an instant. The same job and instant always give the
     * same id, so planning one tick twice cannot make two executions.
     */
    public static UUID ofTick(UUID jobId, Instant scheduledFor) {
        byte[] digest = sha256().digest((jobId + "@" + scheduledFor).getBytes(StandardCharsets.UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(digest);
        return timeOrdered(scheduledFor, hash.getLong(), hash.getLong());
    }

    /** An id for an instant with the given 74 bits of randomness taken from two numbers. */
    public static UUID timeOrdered(Instant at, long random1, long random2) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | (random1 & 0x0FFFL);
        long low = (random2 & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
