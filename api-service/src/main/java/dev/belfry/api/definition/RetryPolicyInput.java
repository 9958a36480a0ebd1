package dev.belfry.api.definition;

import dev.belfry.core.retry.RetryPolicy;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** When to try again, as a client states it; {@link RetryPolicy} is what becomes of it. */
@Schema(name = "RetryPolicy")
public record RetryPolicyInput(
        @Schema(description = "The first attempt included", defaultValue = "3")
        @Range(min = 1, max = 10, message = "has to be from {min} to {max}")
        @Nullable
        Integer maxAttempts,

        @Schema(
                description =
                        "Answers worth another attempt, besides timeouts and connection errors; default 429, 500, 502, 503, 504")
        @Size(max = 500, message = "may hold {max} statuses at most")
        @Nullable
        List<@Range(min = 100, max = 599, message = "has to be from {min} to {max}") Integer> retryOnStatuses) {

    static RetryPolicy orDefaults(@Nullable RetryPolicyInput input) {
        if (input == null) {
            return RetryPolicy.DEFAULT;
        }
        return new RetryPolicy(
                Objects.requireNonNullElse(input.maxAttempts, RetryPolicy.DEFAULT.maxAttempts()),
                Objects.requireNonNullElse(input.retryOnStatuses, RetryPolicy.DEFAULT.retryOnStatuses()));
    }
}
