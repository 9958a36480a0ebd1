package dev.belfry.core.secret.reference;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a value may come back from a target that repeats it. */
final class SecretForms {

    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = LOWER.withUpperCase();

    private SecretForms() {}

    /** The value itself and its encodings: percent, JSON, Base64 (also in the middle of something longer). */
    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(value);
        forms.add(value.strip());
        // A header carries Latin-1; a target that repeats its bytes repeats no valid UTF-8.
        forms.add(value.replaceAll("[\\x80-\\xff]", "\uFFFD"));
        addPercentEncoded(forms, value);
        addJsonEscaped(forms, value);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            forms.add(encoder.encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                forms.add(inside(encoder, bytes, before));
            }
        }
        return forms;
    }

    private static void addPercentEncoded(Set<String> forms, String value) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String uri = form.replace("+", "%20");
        for (String encoded : List.of(form, uri, uri.replace("*", "%2A").replace("%7E", "~"))) {
            forms.add(encoded);
            forms.add(lowerCaseHex(encoded));
        }
    }

    private static String lowerCaseHex(String encoded) {
        StringBuilder lower = new StringBuilder(encoded);
        for (int at = encoded.indexOf('%'); at >= 0; at = encoded.indexOf('%', at + 3)) {
            lower.setCharAt(at + 1, Character.toLowerCase(encoded.charAt(at + 1)));
            lower.setCharAt(at + 2, Character.toLowerCase(encoded.charAt(at + 2)));
        }
        return lower.toString();
    }

    private static void addJsonEscaped(Set<String> forms, String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        for (String form : List.of(escaped, ascii(escaped, LOWER), ascii(escaped, UPPER))) {
            forms.add(form);
            forms.add(form.replace("/", "\\/"));
        }
    }

    private static String ascii(String text, HexFormat hex) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(hex.toHexDigits(c));
            }
        }
        return ascii.toString();
    }

    /** The characters that follow from the value alone, when so many bytes (modulo 3) stand before it and any after. */
    private static String inside(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] placed = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, placed, before, bytes.length);
        String encoded = encoder.withoutPadding().encodeToString(placed);
        int first = (before * 8 + 5) / 6;
        int end = placed.length * 8 / 6;
        return encoded.substring(first, Math.max(first, end));
    }
}
