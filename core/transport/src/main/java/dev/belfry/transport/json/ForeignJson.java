package dev.belfry.transport.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belfry.core.response.UnreadableJsonException;
import org.jspecify.annotations.Nullable;

/** Reads JSON that strangers wrote: exact numbers, and never so deep that walking it could exhaust a stack. */
public final class ForeignJson {

    private static final int MAX_DEPTH = 200;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ForeignJson() {}

    /**
     * The value as maps, lists, texts, numbers, truth values and null.
     *
     * @throws UnreadableJsonException when the text is no JSON, or is nested deeper or holds longer numbers than is read
     */
    public static @Nullable Object read(String text) throws UnreadableJsonException {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (StreamConstraintsException e) {
            throw new UnreadableJsonException(
                    "the answer is nested more than " + MAX_DEPTH + " levels deep, or holds a number of more than "
                            + StreamReadConstraints.DEFAULT_MAX_NUM_LEN + " digits",
                    true);
        } catch (JsonProcessingException e) {
            throw new UnreadableJsonException("the answer is not JSON", false);
        } catch (NumberFormatException e) {
            // Let through by the parser where an exponent has more than 31 bits.
            throw new UnreadableJsonException("the answer holds a number too large or too small to be read", true);
        }
    }
}
