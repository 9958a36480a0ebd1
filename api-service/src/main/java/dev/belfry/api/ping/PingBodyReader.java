package dev.belfry.api.ping;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Takes whatever a program prints: any type, any length. What is beyond the cut is read and dropped. */
@Provider
@Consumes(MediaType.WILDCARD)
public class PingBodyReader implements MessageBodyReader<PingBody> {

    /** Whoever sends more than this is not read to the end. */
    private static final int MAX_DRAINED = 16 * 1024 * 1024;

    private static final int DRAIN_STEP = 64 * 1024;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == PingBody.class;
    }

    @Override
    public PingBody readFrom(
            Class<PingBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        try {
            byte[] kept = body.readNBytes(PingBody.MAX_BYTES + 1);
            drain(body);
            return PingBody.of(kept);
        } catch (IOException e) {
            throw Problem.invalid(new Detail("", "body", "the request body ended before it was complete", null));
        }
    }

    private static void drain(InputStream body) throws IOException {
        byte[] unread = new byte[DRAIN_STEP];
        int left = MAX_DRAINED;
        for (int count = 0; left > 0 && count >= 0; left -= count) {
            count = body.read(unread);
        }
    }
}
