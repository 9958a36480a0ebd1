package dev.belfry.core.message;

import static java.util.Objects.requireNonNull;

import dev.belfry.core.outbound.InvalidTargetException;
import dev.belfry.core.outbound.TargetUrl;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Make this call at this instant. Work, not truth: the executor claims the row first, so a lost or doubled message
 * costs milliseconds and never correctness.
 *
 * @param executionId the row to claim
 * @param workspaceId whose share of the executor it uses
 * @param dueAt the earliest instant at which the attempt may start
 * @param host the target's host as written in the job, for the per-host bound; empty when unknown
 */
public record ExecutionRequested(UUID executionId, UUID workspaceId, Instant dueAt, String host) {

    /** What arrives from outside may lack anything; a message is whole or it is none. */
    public ExecutionRequested {
        requireNonNull(executionId, "execution_id is missing");
        requireNonNull(workspaceId, "workspace_id is missing");
        requireNonNull(dueAt, "due_at is missing");
        requireNonNull(host, "host is missing");
    }

    /**
     * The message about an execution whose job calls a URL. Only a bound hangs on the host, so URLs that are missing or
     * cannot be read share the bound of all such URLs.
     */
    public static ExecutionRequested to(@Nullable String url, UUID executionId, UUID workspaceId, Instant dueAt) {
        return new ExecutionRequested(executionId, workspaceId, dueAt, host(url));
    }

    private static String host(@Nullable String url) {
        try {
            return url == null ? "" : TargetUrl.parse(url).host();
        } catch (InvalidTargetException e) {
            return "";
        }
    }
}
