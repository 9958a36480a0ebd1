package dev.belfry.transport.http;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The beginning of a body: keeps what fits, where there is room for it, and counts the rest. */
final class BodyPreview {

    private final CallAccount account;
    private final Buffer kept = Buffer.buffer();
    private long received;

    BodyPreview(CallAccount account) {
        this.account = account;
    }

    /** What comes after a gap is not kept: it would read as if it followed. */
    void append(Buffer chunk) {
        boolean whole = !isCut();
        received += chunk.length();
        int wanted = Math.min(GuardedClient.PREVIEW_BYTES - kept.length(), chunk.length());
        if (whole && wanted > 0) {
            kept.appendBuffer(chunk, 0, account.keep(wanted));
        }
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
