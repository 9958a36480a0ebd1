package dev.belfry.fuzz.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes that were JSON once, and bodies that are too large or too deep. */
final class DamagedJson {

    private static final int MEBIBYTE = 1024 * 1024;

    private static final List<String> LITERALS = List.of(
            "NaN",
            "-Infinity",
            "0x1",
            "01",
            ".5",
            "5.",
            "1e",
            "+1",
            "1e2147483648",
            "1e-2147483649",
            "1e99999999999999999999",
            "'a'",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\u0001\"",
            "\"\n\"",
            "/**/1",
            "1//",
            "undefined",
            "True",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1,\"a\":2}",
            "\u00a0",
            "\ufeff",
            "}",
            "]",
            ",,",
            "9".repeat(2_000));

    /** No UTF-8: overlong forms of '/' and NUL, a surrogate, beyond U+10FFFF, cut short, a stray continuation. */
    private static final List<int[]> NO_UTF8 = List.of(
            new int[] {0xC0, 0xAF},
            new int[] {0xE0, 0x80, 0xAF},
            new int[] {0xC0, 0x80},
            new int[] {0xED, 0xA0, 0x80},
            new int[] {0xF4, 0x90, 0x80, 0x80},
            new int[] {0xF8, 0x88, 0x80, 0x80, 0x80},
            new int[] {0xE2, 0x82},
            new int[] {0x80},
            new int[] {0xFF, 0xFE});

    private final Chance chance;

    DamagedJson(Chance chance) {
        this.chance = chance;
    }

    byte[] of(String json) {
        int at = chance.below(json.length() + 1);
        String before = json.substring(0, at);
        String after = json.substring(at);
        return switch (chance.below(9)) {
            case 0 -> utf8(before);
            case 1 -> utf8(before + chance.pick(LITERALS) + after);
            case 2 -> utf8(before + (after.isEmpty() ? "" : after.substring(1)));
            case 3 -> utf8(json.replaceFirst(":\\s*(\"[^\"]*\"|\\d+)", ":" + quoted(chance.pick(LITERALS))));
            case 4 -> noUtf8(before, after);
            case 5 -> utf8(json + chance.pick("{}", "x", "\0", ",", json));
            case 6 -> json.getBytes(chance.pick(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE));
            case 7 -> utf8(chance.pick("", " ", "null", "[]", "\"\"", "0", "\ufeff" + json, ")]}'," + json));
            default -> utf8(before + after.replace('"', '\''));
        };
    }

    /** Around the limit of a mebibyte, or deeper than any document. */
    byte[] huge(String json) {
        int size = chance.pick(MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 3 * MEBIBYTE);
        int padding = Math.max(0, size - json.length());
        return switch (chance.below(6)) {
            case 0 -> utf8("[".repeat(100_000));
            case 1 -> utf8("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
            case 2 -> utf8("{\"" + "k".repeat(size / 2) + "\":\"" + "v".repeat(size / 3) + "\"}");
            case 3 -> utf8("{\"tags\":[" + "\"a\",".repeat(200_000) + "\"a\"]}");
            case 4 -> utf8("{\"name\":\"" + "\\ud83d\\ude00".repeat(80_000) + "\"}");
            default -> utf8(" ".repeat(padding) + json);
        };
    }

    private static String quoted(String replacement) {
        return replacement.replace("\\", "\\\\").replace("$", "\\$");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] noUtf8(String before, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8(before));
        for (int one : chance.pick(NO_UTF8)) {
            bytes.write(one);
        }
        bytes.writeBytes(utf8(after));
        return bytes.toByteArray();
    }
}
