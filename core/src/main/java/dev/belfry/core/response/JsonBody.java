package dev.belfry.core.response;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of an answer; how it is read is none of core's business. */
public interface JsonBody {

    /**
     * The whole of it as maps, lists, texts, numbers, truth values and null.
     *
     * @throws UnreadableJsonException when it cannot be had
     */
    @Nullable
    Object value() throws UnreadableJsonException;

    /**
     * What a JSONPath selects, in the order of the document; nothing when there is no such thing.
     *
     * @throws UnreadableJsonException when the JSON cannot be had or the path is none
     */
    List<@Nullable Object> select(String path) throws UnreadableJsonException;
}
