package dev.belfry.api.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** Every body enters here, as a tree; what it has to look like is the feature's to say. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<ObjectNode> {

    static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_DRAINED = 16 * MAX_BYTES;
    private static final int DRAIN_STEP = 64 * 1024;

    private final StrictJson json;

    public JsonBodyReader(StrictJson json) {
        this.json = json;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == ObjectNode.class;
    }

    @Override
    public ObjectNode readFrom(
            Class<ObjectNode> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                drain(body);
                throw new Problem(ProblemCode.PAYLOAD_TOO_LARGE, "a request body may hold 1 MiB at most", List.of());
            }
            return bytes.length == 0 && mayBeEmpty(annotations)
                    ? JsonNodeFactory.instance.objectNode()
                    : json.object(bytes);
        } catch (IOException e) {
            throw Problem.invalid(new Detail("", "body", "the request body ended before it was complete", null));
        }
    }

    private static boolean mayBeEmpty(Annotation[] annotations) {
        return Arrays.stream(annotations).anyMatch(MayBeEmpty.class::isInstance);
    }

    /** Lets a client that did not announce its length finish, as it may not look for the answer before. */
    private static void drain(InputStream body) throws IOException {
        byte[] unread = new byte[DRAIN_STEP];
        int left = MAX_DRAINED;
        for (int count = 0; left > 0 && count >= 0; left -= count) {
            count = body.read(unread);
        }
    }
}
