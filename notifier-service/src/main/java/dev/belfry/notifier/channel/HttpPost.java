package dev.belfry.notifier.channel;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.notifier.channel.DeliveryOutcome.Verdict;
import dev.belfry.transport.http.CallAccount;
import dev.belfry.transport.http.CallResult;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.http.OutboundCall;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Posts JSON through the outbound guard and says what the answer means. */
public final class HttpPost {

    /** Nobody may hold a message back for longer than that. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final int ANSWER_BYTES = 4 * 1024;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final GuardedClient client;
    private final Clock clock;
    private final Duration patience;

    /** @param patience for a whole call */
    public HttpPost(GuardedClient client, Clock clock, Duration patience) {
        this.client = client;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Posts a document of a service.
     *
     * @param workspace whose message it is
     * @param refusals the statuses by which the service says that no repetition will help
     */
    public Uni<DeliveryOutcome> json(UUID workspace, String url, Object document, Set<Integer> refusals) {
        return bytes(workspace, url, Map.of(), WireJson.write(document).getBytes(StandardCharsets.UTF_8), refusals);
    }

    /** Posts JSON that is written already, with headers besides its type. */
    public Uni<DeliveryOutcome> bytes(
            UUID workspace, String url, Map<String, String> headers, byte[] json, Set<Integer> refusals) {
        Map<String, String> all =
                new LinkedHashMap<>(Map.of("Content-Type", "application/json", "User-Agent", "Belfry"));
        all.putAll(headers);
        return client.call(new OutboundCall("POST", url, all, json, patience), new Sender(workspace))
                .map(result -> outcome(result, refusals));
    }

    /** Slow name servers hold up their own workspace's messages; of an answer its beginning says it all. */
    private static final class Sender implements CallAccount {
        private final UUID workspace;
        private int left = ANSWER_BYTES;

        Sender(UUID workspace) {
            this.workspace = workspace;
        }

        @Override
        public Object owner() {
            return workspace;
        }

        @Override
        public int keep(int bytes) {
            int kept = Math.min(bytes, left);
            left -= kept;
            return kept;
        }
    }

    private DeliveryOutcome outcome(CallResult result, Set<Integer> refusals) {
        if (result instanceof Answered answered) {
            return judged(answered, refusals);
        }
        Failed failed = (Failed) result;
        boolean permanent = failed.code() == ErrorCode.BLOCKED_TARGET
                || failed.code() == ErrorCode.INVALID_TARGET
                || failed.code() == ErrorCode.INVALID_REQUEST;
        return DeliveryOutcome.failed(permanent ? Verdict.REFUSED : Verdict.FAILED, failed.code(), failed.message());
    }

    private DeliveryOutcome judged(Answered answered, Set<Integer> refusals) {
        int status = answered.status();
        if (status / 100 == 2) {
            return DeliveryOutcome.delivered(status, answered.bodyPreview());
        }
        Verdict verdict = refusals.contains(status)
                ? Verdict.REFUSED
                : status == TOO_MANY_REQUESTS ? Verdict.SLOWED : Verdict.FAILED;
        boolean mayAsk = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
        Duration wait = mayAsk ? retryAfter(answered.headers().getOrDefault("retry-after", "")) : Duration.ZERO;
        return DeliveryOutcome.answered(verdict, status, answered.bodyPreview(), wait);
    }

    /** Seconds, also with a fraction, as Discord sends them, or a date of HTTP. What is neither asks for nothing. */
    private Duration retryAfter(String value) {
        Duration wait = Duration.ZERO;
        try {
            wait = value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                    ? Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * 1000))
                    : Duration.between(
                            clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            // Asks for nothing.
        }
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
