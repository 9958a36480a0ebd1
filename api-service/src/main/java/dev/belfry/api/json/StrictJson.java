package dev.belfry.api.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Parses a request body: one JSON object in UTF-8 that can be stored as it is. */
@Singleton
public class StrictJson {

    /** Deep enough for any payload, shallow enough for every recursion that follows, PostgreSQL's included. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_DIGITS = 400;

    private final JsonMapper mapper;

    public StrictJson() {
        this.mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_DIGITS)
                        .build());
    }

    /** The object in a body, or a problem that says where it ceases to be one. */
    public ObjectNode object(byte[] body) {
        JsonNode tree = tree(text(body));
        if (!(tree instanceof ObjectNode object)) {
            throw refused("object", "has to be a JSON object");
        }
        Violations violations = new Violations();
        Storable.check(object, violations);
        violations.throwIfAny();
        return object;
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("utf8", "is not valid UTF-8");
        }
    }

    private JsonNode tree(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw refused("json", "is not JSON" + where + ": " + reason(e));
        }
    }

    /** The parser's own words, without its advice to programmers, and without what it read: it may be a secret. */
    private static String reason(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll(", from `[^`]*`", "")
                .replaceAll("Unrecognized token '[^']*'", "unrecognized token");
    }

    private static Problem refused(String rule, String message) {
        return Problem.invalid(new Detail("", rule, "the request body " + message, null));
    }
}
