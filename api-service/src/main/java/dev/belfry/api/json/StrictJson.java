package dev.belfry.api.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Parses a request body: one JSON object in UTF-8 that can be stored as it is. */
@Singleton
public class StrictJson {

    /** Deep enough for any payload, shallow enough for every recursion that follows, PostgreSQL's included. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_DIGITS = 400;

    /** As a tree a value takes a hundred bytes or more, also where it is sent in three. */
    private static final int MAX_VALUES = 100_000;

    /** What was found; behind it the parser tells what it would take, in its own terms. */
    private static final Pattern FIRST_CLAUSE = Pattern.compile("(?s)^(.*?)(: .*|\\R.*)?$");

    private static final Pattern CODE_OF_CHARACTER =
            Pattern.compile("\\((?:\\(CTRL-CHAR, (code \\d+)\\)|('.') \\(code .*?\\))\\)");

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
            requireFewValues(text);
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw refused("json", "is not JSON" + where + ": " + reason(e));
        } catch (NumberFormatException e) {
            // Let through by the parser where an exponent has more than 31 bits.
            throw refused("number", "holds a number that is not between 1e-308 and 1e308 in size");
        }
    }

    /** Before there is a tree: what is short enough cannot hold too many. */
    private void requireFewValues(String text) throws JsonProcessingException {
        if (text.length() <= MAX_VALUES) {
            return;
        }
        int values = 0;
        try (JsonParser parser = mapper.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values += token.isStructEnd() || token == JsonToken.FIELD_NAME ? 0 : 1;
                if (values > MAX_VALUES) {
                    throw refused("values", "holds more than " + MAX_VALUES + " values");
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    /** In words for whoever wrote the text: the parser's own are for whoever configured the parser. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends before it is complete";
        }
        if (e instanceof StreamConstraintsException) {
            return "it is nested deeper than " + MAX_DEPTH + " levels, or holds a number of more than " + MAX_DIGITS
                    + " digits or a name of more than 50000 characters";
        }
        if (e instanceof MismatchedInputException) {
            return "something follows the object";
        }
        return CODE_OF_CHARACTER
                .matcher(FIRST_CLAUSE.matcher(withoutToken(e)).replaceFirst("$1"))
                .replaceAll(found -> found.group(1) != null ? "of " + found.group(1) : found.group(2));
    }

    /** What was read may be a secret. */
    private static String withoutToken(JsonProcessingException e) {
        return e.getOriginalMessage().replaceAll("Unrecognized token '[^']*'", "unrecognized token");
    }

    private static Problem refused(String rule, String message) {
        return Problem.invalid(new Detail("", rule, "the request body " + message, null));
    }
}
