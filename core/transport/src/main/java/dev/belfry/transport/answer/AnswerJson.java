package dev.belfry.transport.answer;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.belfry.core.response.JsonBody;
import dev.belfry.core.response.UnreadableJsonException;
import dev.belfry.transport.json.ForeignJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer's body as JSON, read once when it is first asked for. Confined to one thread. */
public final class AnswerJson implements JsonBody {

    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new JacksonJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();

    private final String body;
    private final boolean isCut;
    private boolean isRead;
    private @Nullable Object value;
    private @Nullable UnreadableJsonException unreadable;

    /**
     * The JSON of a body.
     *
     * @param isCut whether the body goes on: then it is not read at all, since half a document says nothing reliable
     */
    public AnswerJson(String body, boolean isCut) {
        this.body = body;
        this.isCut = isCut;
    }

    /** Why a path cannot be used, in words that follow its field's name, or nothing. */
    public static Optional<String> flaw(String path) {
        try {
            JsonPath.compile(path);
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("is no JSONPath: " + e.getMessage());
        }
    }

    @Override
    public @Nullable Object value() throws UnreadableJsonException {
        if (!isRead) {
            isRead = true;
            try {
                value = read();
            } catch (UnreadableJsonException e) {
                unreadable = e;
            }
        }
        if (unreadable != null) {
            throw unreadable;
        }
        return value;
    }

    @Override
    public List<@Nullable Object> select(String path) throws UnreadableJsonException {
        Object document = value();
        if (!(document instanceof List) && !(document instanceof Map)) {
            return path.equals("$") ? Collections.singletonList(document) : List.of();
        }
        try {
            return JsonPath.compile(path).read(document, CONFIGURATION);
        } catch (JsonPathException e) {
            throw new UnreadableJsonException("its path is no JSONPath", false);
        }
    }

    private @Nullable Object read() throws UnreadableJsonException {
        if (isCut) {
            throw new UnreadableJsonException(
                    "the answer is longer than 64 KB, of which the rest was not kept, so its JSON cannot be read",
                    true);
        }
        return ForeignJson.read(body);
    }
}
