package dev.belfry.api.ping;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a ping brought along, as text, and cut.
 *
 * @param text null when there was nothing
 * @param truncated whether there was more
 */
public record PingBody(@Nullable String text, boolean truncated) {

    static final int MAX_BYTES = 10 * 1024;
    static final PingBody NONE = new PingBody(null, false);

    private static final char UNREADABLE = '\uFFFD';

    /** @param bytes one more than is kept tells that there was more */
    static PingBody of(byte[] bytes) {
        if (bytes.length == 0) {
            return NONE;
        }
        boolean truncated = bytes.length > MAX_BYTES;
        String text = new String(bytes, 0, Math.min(bytes.length, MAX_BYTES), StandardCharsets.UTF_8);
        // The cut may have gone through a character.
        int end = text.length();
        while (truncated && end > 0 && text.charAt(end - 1) == UNREADABLE) {
            end--;
        }
        // The one character that PostgreSQL cannot store.
        return new PingBody(text.substring(0, end).replace('\0', UNREADABLE), truncated);
    }
}
