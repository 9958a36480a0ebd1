package dev.belfry.core.template;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The values of the three variables in one execution. They follow from the execution's row alone, so every attempt, on
 * whichever executor, sends the same ones, and {@code {{uuid}}} can serve the target as an idempotency key.
 *
 * @param timestamp when its first attempt began, RFC 3339 in UTC with milliseconds
 * @param uuid of the version 4 layout, derived from the execution's id
 * @param executionId the execution's id
 */
public record RequestVariables(String timestamp, String uuid, String executionId) {

    /** The names, as they stand between braces. */
    public static final List<String> NAMES = List.of("timestamp", "uuid", "execution_id");

    /** The names for people. */
    public static final String ALLOWED =
            NAMES.stream().map(name -> "{{" + name + "}}").collect(Collectors.joining(", "));

    private static final DateTimeFormatter RFC_3339_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * The values of an execution.
     *
     * @param startedAt when its first attempt began
     */
    public static RequestVariables of(UUID executionId, Instant startedAt) {
        return new RequestVariables(
                RFC_3339_MILLIS.format(startedAt), derived(executionId).toString(), executionId.toString());
    }

    /** The value of a name, or nothing when there is no such variable. */
    public Optional<String> value(String name) {
        return switch (name) {
            case "timestamp" -> Optional.of(timestamp);
            case "uuid" -> Optional.of(uuid);
            case "execution_id" -> Optional.of(executionId);
            default -> Optional.empty();
        };
    }

    private static UUID derived(UUID executionId) {
        byte[] digest = sha256().digest(("uuid of " + executionId).getBytes(StandardCharsets.UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(digest);
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
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
