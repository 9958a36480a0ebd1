package dev.belfry.core.secret.reference;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** How a value may come back from a target that repeats it. */
final class SecretForms {

    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = LOWER.withUpperCase();

    private SecretForms() {}

    /** What a header is sent in, and what most targets make of it. */
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

    /** What encodeURIComponent leaves alone, and what encodeURI leaves alone besides. */
    private static final List<String> COMPONENT = List.of("!", "'", "(", ")", "~");

    private static final List<String> URI = List.of(";", ",", "/", "?", ":", "@", "&", "=", "+", "$", "#");

    /** What JSON need not escape and Go, .NET and PHP do, each a little more than the one before. */
    private static final List<String> ESCAPED_BY_SOME = List.of("&<>", "&<>'", "&<>'+`");

    /** The value itself and its encodings: percent, JSON, HTML, hexadecimal, Base64 (also inside something longer). */
    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(value);
        forms.add(value.strip());
        // A header carries Latin-1; a target that repeats its bytes repeats no valid UTF-8.
        forms.add(value.replaceAll("[\\x80-\\xff]", "\uFFFD"));
        addJsonEscaped(forms, value);
        addHtmlEscaped(forms, value);
        for (Charset charset : CHARSETS) {
            addPercentEncoded(forms, URLEncoder.encode(value, charset));
            byte[] bytes = value.getBytes(charset);
            forms.add(LOWER.formatHex(bytes));
            forms.add(UPPER.formatHex(bytes));
            addBase64(forms, bytes);
        }
        return forms;
    }

    private static void addBase64(Set<String> forms, byte[] bytes) {
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            forms.add(encoder.encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                forms.add(inside(encoder, bytes, before));
            }
        }
    }

    private static void addPercentEncoded(Set<String> forms, String form) {
        String uri = form.replace("+", "%20");
        String component = decoded(uri, COMPONENT);
        for (String encoded :
                List.of(form, uri, uri.replace("*", "%2A").replace("%7E", "~"), component, decoded(component, URI))) {
            forms.add(encoded);
            forms.add(lowerCaseHex(encoded));
        }
    }

    private static String decoded(String encoded, List<String> plain) {
        String decoded = encoded;
        for (String character : plain) {
            decoded = decoded.replace(URLEncoder.encode(character, StandardCharsets.UTF_8), character);
        }
        return decoded;
    }

    private static void addHtmlEscaped(Set<String> forms, String value) {
        String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        forms.add(escaped);
        for (String quote : List.of("&quot;", "&#34;")) {
            for (String apostrophe : List.of("'", "&#39;", "&#x27;", "&apos;")) {
                forms.add(escaped.replace("\"", quote).replace("'", apostrophe));
            }
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
        addJsonForms(forms, escaped, "");
        ESCAPED_BY_SOME.forEach(more -> addJsonForms(forms, escaped, more));
        addJsonForms(forms, value.replace("\\", "\\\\"), "\"&<>'");
        // Every character of it.
        forms.add(escaped(value, LOWER, c -> true));
        forms.add(escaped(value, UPPER, c -> true));
    }

    private static void addJsonForms(Set<String> forms, String text, String more) {
        for (HexFormat hex : List.of(LOWER, UPPER)) {
            String escaped = escaped(text, hex, c -> more.indexOf(c) >= 0);
            // PHP writes the two kinds in different cases.
            for (String form : List.of(
                    escaped, escaped(escaped, LOWER, c -> c >= 0x80), escaped(escaped, UPPER, c -> c >= 0x80))) {
                forms.add(form);
                forms.add(form.replace("/", "\\/"));
            }
        }
    }

    private static String escaped(String text, HexFormat hex, IntPredicate isEscaped) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscaped.test(c)) {
                escaped.append("\\u").append(hex.toHexDigits(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
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
