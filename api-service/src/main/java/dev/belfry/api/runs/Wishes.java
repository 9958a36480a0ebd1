package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.label.LabelService;
import dev.belfry.api.order.Asked;
import dev.belfry.api.order.Order;
import dev.belfry.api.order.OrderKey;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a program wants of a run that it triggers or replays. */
@Singleton
class Wishes {

    private static final int MOST_ATTEMPTS = 10;
    private static final int LONGEST_KEY = 2048;
    private static final Duration KEY_LIFE = Duration.ofDays(30);

    /** The client repeats a call within a minute or two. */
    private static final Duration REQUEST_LIFE = Duration.ofMinutes(10);

    private static final Set<String> OF_REPLAY = Set.of(
            "payload",
            "payloadType",
            "metadata",
            "tags",
            "queue",
            "concurrencyKey",
            "machine",
            "version",
            "region",
            "delay",
            "ttl",
            "idempotencyKey",
            "idempotencyKeyTTL",
            "maxAttempts",
            "maxDuration",
            "priority");

    private final Payload payloads;
    private final Clock clock;

    Wishes(Payload payloads, Clock clock) {
        this.payloads = payloads;
        this.clock = clock;
    }

    /** @param requestKey names the call, so that its repetition by the client finds what the first one made; or null */
    Order ofTrigger(ObjectNode body, @Nullable String requestKey) {
        RunBody whole = new RunBody(body, "");
        ObjectNode none = body.objectNode();
        RunBody options = new RunBody(whole.object("options").orElse(none), "options.");
        if (options.field("debounce").isPresent()) {
            throw impossible("debounce is not supported; an idempotencyKey keeps a run from being made twice");
        }
        Optional<JsonNode> input = payloads.of(
                whole, options.text("payloadType"), message -> whole.refused("payload", "payload", message, null));
        return order(options, input, requestKey);
    }

    Order ofReplay(ObjectNode body, @Nullable String requestKey) {
        RunBody options = new RunBody(body, "");
        body.fieldNames().forEachRemaining(name -> {
            if (!OF_REPLAY.contains(name)) {
                throw options.refused(
                        name,
                        "unknown_field",
                        "is not a field here; known: "
                                + OF_REPLAY.stream().sorted().collect(Collectors.joining(", ")),
                        null);
            }
        });
        Optional<JsonNode> input = payloads.of(
                options, options.text("payloadType"), message -> options.refused("payload", "payload", message, null));
        return order(options, input, requestKey);
    }

    /** When a delay is over. */
    Instant delay(RunBody body) {
        String text = body.text("delay").orElseThrow(() -> body.refused("delay", "required", When.DELAY, null));
        return When.delay(text, clock.instant())
                .orElseThrow(() -> body.refused("delay", "delay", "Invalid delay: it " + When.DELAY, null));
    }

    private Order order(RunBody options, Optional<JsonNode> input, @Nullable String requestKey) {
        Instant now = clock.instant();
        Optional<Instant> dueAt = options.field("delay").map(delay -> delay(options));
        Optional<Duration> ttl =
                options.textOrNumber("ttl").map(text -> ttl(options, text)).filter(span -> !span.isZero());
        List<String> tags = options.tags("tags").orElse(null);
        Asked asked = new Asked(
                options.flag("test").filter(test -> test).orElse(null),
                ttl.map(span -> When.text(span.toSeconds())).orElse(null),
                shownKey(options),
                metadata(options).orElse(null));
        return new Order(
                input.orElse(null),
                tags,
                dueAt.orElse(null),
                ttl.map(dueAt.orElse(now)::plus).orElse(null),
                attempts(options).orElse(null),
                asked,
                keys(options, requestKey, now));
    }

    private static Duration ttl(RunBody options, String text) {
        Optional<Duration> span =
                text.matches("[0-9]{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : When.span(text);
        return span.orElseThrow(() -> options.refused("ttl", "ttl", "has to be seconds, or " + When.SPAN, null));
    }

    private Optional<ObjectNode> metadata(RunBody options) {
        return options.field("metadata").map(sent -> {
            JsonNode read = payloads.parsed(
                    sent,
                    message -> options.refused("metadata", "object", "has to be an object, or one as a text", null));
            JsonNode plain =
                    options.text("metadataType").orElse("").equals("application/super+json") && read.has("json")
                            ? read.get("json")
                            : read;
            if (plain instanceof ObjectNode object) {
                return LabelService.fitting(object);
            }
            throw options.refused("metadata", "object", "has to be an object, or one as a text", null);
        });
    }

    /** Beyond what a job may have it is as much as a job may have. */
    private static Optional<Integer> attempts(RunBody options) {
        return options.field("maxAttempts").map(sent -> {
            if (!sent.isIntegralNumber() || sent.asLong() < 1) {
                throw options.refused("maxAttempts", "range", "has to be a whole number from 1", sent);
            }
            return (int) Math.min(sent.asLong(), MOST_ATTEMPTS);
        });
    }

    /** The client hashes what the user gave, and sends that along. */
    private static @Nullable String shownKey(RunBody options) {
        return options.object("idempotencyKeyOptions")
                .flatMap(given -> {
                    RunBody fields = new RunBody(given, "options.idempotencyKeyOptions.");
                    return fields.text("key").map(key -> {
                        if (key.length() > LONGEST_KEY) {
                            throw fields.refused("key", "size", "has " + LONGEST_KEY + " characters at most", null);
                        }
                        return key;
                    });
                })
                .or(() -> options.text("idempotencyKey"))
                .orElse(null);
    }

    private static List<OrderKey> keys(RunBody options, @Nullable String requestKey, Instant now) {
        List<OrderKey> keys = new ArrayList<>();
        options.text("idempotencyKey").ifPresent(key -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY) {
                throw options.refused(
                        "idempotencyKey", "size", "has to have 1 to " + LONGEST_KEY + " characters", null);
            }
            Duration life = options.text("idempotencyKeyTTL")
                    .map(text -> When.span(text)
                            .orElseThrow(() -> options.refused("idempotencyKeyTTL", "ttl", When.SPAN, null)))
                    .orElse(KEY_LIFE);
            keys.add(ofUser(key, now.plus(life.compareTo(KEY_LIFE) > 0 ? KEY_LIFE : life)));
        });
        if (requestKey != null && !requestKey.isEmpty()) {
            keys.add(new OrderKey("request " + requestKey, now.plus(REQUEST_LIFE), false));
        }
        return keys;
    }

    static OrderKey ofUser(String key, Instant expiresAt) {
        return new OrderKey("key " + key, expiresAt, true);
    }

    private static Problem impossible(String message) {
        return new Problem(ProblemCode.UNPROCESSABLE, message, List.of());
    }
}
