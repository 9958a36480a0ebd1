package dev.belfry.transport.http;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The beginning of a body: keeps what fits and counts the rest. */
final class BodyPreview {

    private final Buffer kept = Buffer.buffer();
    private long received;

    void append(Buffer chunk) {
        received += chunk.length();
        kept.appendBuffer(chunk, 0, Math.min(GuardedClient.PREVIEW_BYTES - kept.length(), chunk.length()));
    }

    /** How much of the body arrived, kept or not. */
    long received() {
        return received;
    }

    /** Whether the body goes on after what was kept. */
    boolean isCut() {
        return received > kept.length();
    }

    /** What was kept, as text. A character that the limit cuts in half is left out; it was none of the target's faults. */
    String text() {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        CharBuffer text = CharBuffer.allocate(kept.length() + 1);
        decoder.decode(ByteBuffer.wrap(kept.getBytes()), text, !isCut());
        return Failures.storable(text.flip().toString());
    }
}
