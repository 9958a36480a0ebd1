package dev.belfry.fuzz.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belfry.fuzz.wire.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code {"error": {"code", "message", "details": [{"field", "rule", "message", "value"}]}}}, and nothing else; or, below
 * {@code /api}, where Trigger.dev's clients are answered, an object whose {@code error} is a text and that holds no null.
 */
final class ErrorShape {

    /** Names of what the inside is made of; they tell an attacker much and a client nothing. */
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\bjava[x]?\\.|io\\.(quarkus|vertx|netty|smallrye)|org\\.(hibernate|jboss)|dev\\.belfry|SQLSTATE");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ErrorShape() {}

    /** What is wrong with the answer, or nothing. */
    static Optional<String> flaw(Answer answer, boolean isForeign) {
        if (!answer.contentType().matches("application/(problem\\+)?json.*")) {
            return Optional.of("its content type is '" + answer.contentType() + "'");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer.body()))
                    .toString();
            JsonNode document = JSON.readTree(text);
            String told = isForeign ? text : document.at("/error/message").asText();
            if (INSIDE.matcher(told).find()) {
                return Optional.of("it tells about the inside");
            }
            return isForeign ? foreignFlaw(document) : flaw(document);
        } catch (CharacterCodingException e) {
            return Optional.of("it is no UTF-8");
        } catch (JsonProcessingException e) {
            return Optional.of("it is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Optional<String> foreignFlaw(JsonNode document) {
        boolean isWhole = !document.path("error").asText().isBlank()
                && document.path("error").isTextual()
                && document.properties().stream()
                        .noneMatch(field -> field.getValue().isNull());
        return isWhole ? Optional.empty() : Optional.of("it is not in Trigger.dev's error shape");
    }

    private static Optional<String> flaw(JsonNode document) {
        JsonNode error = document.path("error");
        boolean isWhole = names(document).equals(List.of("error"))
                && names(error).equals(List.of("code", "message", "details"))
                && error.path("code").asText().matches("[a-z_]+")
                && !error.path("message").asText().isBlank()
                && error.path("details").isArray();
        if (!isWhole) {
            return Optional.of("it is not in the error shape");
        }
        for (JsonNode detail : error.path("details")) {
            if (!names(detail).equals(List.of("field", "rule", "message", "value"))) {
                return Optional.of("a detail is not in shape");
            }
        }
        return Optional.empty();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
