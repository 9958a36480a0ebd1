package dev.belfry.fuzz.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one answer. An answer that is no HTTP fails. */
final class AnswerReader {

    private static final int CONTINUE = 100;

    private final InputStream in;
    private final boolean isHead;

    AnswerReader(InputStream in, boolean isHead) {
        this.in = new BufferedInputStream(in);
        this.isHead = isHead;
    }

    /** The answer, timed since an instant of {@link System#nanoTime}. */
    Answer read(long since) throws IOException {
        String line = line();
        while (line != null && status(line) == CONTINUE) {
            headers();
            line = line();
        }
        if (line == null) {
            return Answer.none(Duration.ofNanos(System.nanoTime() - since));
        }
        Map<String, String> headers = headers();
        byte[] body = body(status(line), headers);
        return new Answer(status(line), headers, body, Duration.ofNanos(System.nanoTime() - since));
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[1].matches("\\d{3}")) {
            throw new IOException("no status line: " + line);
        }
        return Integer.parseInt(parts[1]);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = required(line()); !line.isEmpty(); line = required(line())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        boolean hasNone = isHead || status < 200 || status == 204 || status == 304;
        if (hasNone || headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return chunks();
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(required(line()), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String required(@Nullable String line) throws IOException {
        if (line == null) {
            throw new EOFException("the answer ended within its head");
        }
        return line;
    }

    /** The next line; null when the other side has closed before it began. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
