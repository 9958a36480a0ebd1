package dev.belfry.scheduler.dispatch;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.outbound.InvalidTargetException;
import dev.belfry.core.outbound.TargetUrl;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes messages. */
final class Requests {

    private Requests() {}

    static ExecutionRequested of(UUID executionId, UUID workspaceId, Instant dueAt, @Nullable String url) {
        return new ExecutionRequested(executionId, workspaceId, dueAt, host(url));
    }

    /** Only a bound hangs on the host, so a URL that cannot be read shares the bound of all such URLs. */
    private static String host(@Nullable String url) {
        try {
            return url == null ? "" : TargetUrl.parse(url).host();
        } catch (InvalidTargetException e) {
            return "";
        }
    }
}
