package dev.belfry.fuzz.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What came back.
 *
 * @param status 0 when the connection was closed without an answer
 * @param headers names in lower case; of several lines with one name the last
 * @param body empty for an event stream, which has no end
 * @param took from opening the connection to the last byte of the answer
 */
public record Answer(int status, Map<String, String> headers, byte[] body, Duration took) {

    private static final int SHOWN = 500;

    static Answer none(Duration took) {
        return new Answer(0, Map.of(), new byte[0], took);
    }

    public boolean isNone() {
        return status == 0;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public String contentType() {
        return headers.getOrDefault("content-type", "");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The beginning, for people. */
    public String excerpt() {
        String text = text();
        return status + " " + headers + " " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...");
    }
}
