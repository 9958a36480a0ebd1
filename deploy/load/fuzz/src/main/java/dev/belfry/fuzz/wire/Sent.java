package dev.belfry.fuzz.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request.
 *
 * @param kind what is odd about it, for the report
 * @param about the operation it is meant for, {@code POST /v1/jobs}, or what else it is
 * @param readability what may be asked of the answer
 * @param isHead whether the answer has no body
 */
public record Sent(String kind, String about, byte[] bytes, Readability readability, boolean isHead) {

    private static final int SHOWN = 600;

    /** A request that is HTTP, whatever it says. */
    public static Sent readable(String kind, String about, String line, List<Header> headers, byte[] body) {
        StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\n");
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return new Sent(kind, about, bytes.toByteArray(), Readability.READABLE, line.startsWith("HEAD "));
    }

    /** Bytes that are more or less HTTP. */
    public static Sent raw(String kind, String text, Readability readability) {
        return new Sent(kind, "raw HTTP", text.getBytes(StandardCharsets.ISO_8859_1), readability, false);
    }

    /** The beginning, for people, without credentials. */
    public String excerpt() {
        String start = new String(bytes, 0, Math.min(bytes.length, 4 * SHOWN), StandardCharsets.UTF_8)
                .replaceAll("(?i)(authorization: bearer )[\\w.-]{12,}", "$1...");
        return start.length() <= SHOWN ? start : start.substring(0, SHOWN) + "...";
    }
}
