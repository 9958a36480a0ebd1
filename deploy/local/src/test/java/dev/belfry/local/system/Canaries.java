package dev.belfry.local.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Secret values that can be recognized wherever they turn up, and in whatever common encoding. */
final class Canaries {

    /** All of them begin with it, and nothing else does. */
    private static final String MARK = "cNrY7qZx4K";

    private static final int TAIL = 20;

    private final List<String> traces = new ArrayList<>();

    Canaries() {
        byte[] mark = MARK.getBytes(StandardCharsets.ISO_8859_1);
        traces.add(MARK);
        traces.add(HexFormat.of().formatHex(mark));
        traces.add(HexFormat.of().withUpperCase().formatHex(mark));
        for (int before = 0; before < 3; before++) {
            byte[] placed = new byte[before + mark.length];
            System.arraycopy(mark, 0, placed, before, mark.length);
            String encoded = Base64.getEncoder().encodeToString(placed);
            // Only these letters follow from the mark alone.
            traces.add(encoded.substring((before * 8 + 5) / 6, placed.length * 8 / 6));
        }
        traces.add(escaped(MARK));
    }

    /** A new one. */
    String next() {
        StringBuilder value = new StringBuilder(MARK);
        ThreadLocalRandom.current().ints(TAIL, 0, 36).forEach(digit -> value.append(Character.forDigit(digit, 36)));
        return value.toString();
    }

    /** What of any canary is in a text, with what stands around it; empty when there is nothing. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (String trace : traces) {
            int at = text.indexOf(trace);
            if (at >= 0) {
                found.add(text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60)));
            }
        }
        return found;
    }

    /** As JSON may write any text: every character by its number. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(String.format("\\u%04x", (int) c));
        }
        return escaped.toString();
    }
}
