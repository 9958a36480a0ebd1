package dev.belfry.api.job;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under what name a client creates a job, so that it may ask again without making two. A workspace knows it as long as
 * the job lives.
 *
 * @param value 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern LEGAL = Pattern.compile("[\\x20-\\x7e]{1,255}");

    /** The key that a header states; null when there is none. */
    public static @Nullable IdempotencyKey of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (!LEGAL.matcher(header).matches()) {
            throw Problem.invalid(
                    new Detail(HEADER, "characters", "has to be 1 to 255 printable ASCII characters", header));
        }
        return new IdempotencyKey(header);
    }
}
