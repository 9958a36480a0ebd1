package dev.belfry.api.link;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** What makes a link unguessable: 256 random bits in URL-safe base64. */
public record LinkSecret(String value) {

    /** More than any secret has; a longer text cannot be one. */
    public static final int MAX_LENGTH = 100;

    private static final int BYTES = 32;

    /** A new secret. The generator must be cryptographically strong. */
    public static LinkSecret generate(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LinkSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The one answer to every link that opens nothing. */
    public static Problem refused() {
        return Problem.invalid(
                new Detail("token", "link", "is unknown, was used already or is too old; ask for another", null));
    }

    /** What is stored. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Shows nothing, so that no log ever holds a link. */
    @Override
    public String toString() {
        return "LinkSecret";
    }
}
