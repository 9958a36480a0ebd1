package dev.belfry.api.crontab;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The programs that call a URL from a crontab, as far as their options bear on what is called. */
enum WebClient {
    CURL(
            "XdFTHubI",
            "XdFTHubACDEKPQUYcehmortwxyz",
            Set.of(
                    "request",
                    "data",
                    "data-raw",
                    "data-binary",
                    "data-ascii",
                    "data-urlencode",
                    "json",
                    "form",
                    "form-string",
                    "upload-file",
                    "header",
                    "user",
                    "cookie",
                    "head",
                    "url-query",
                    "oauth2-bearer"),
            Set.of("request", "referer", "proxy", "preproxy", "doh-url")),
    WGET(
            "",
            "OotTUPaeiBDIRXQwlA",
            Set.of(
                    "post-data",
                    "post-file",
                    "method",
                    "body-data",
                    "body-file",
                    "header",
                    "user",
                    "password",
                    "http-user",
                    "http-password",
                    "load-cookies",
                    "input-file"),
            Set.of("referer", "base"));

    private final String changingLetters;
    private final String lettersWithValue;
    private final Set<String> changingNames;
    private final Set<String> namesWithValue;

    WebClient(String changingLetters, String lettersWithValue, Set<String> changingNames, Set<String> namesWithValue) {
        this.changingLetters = changingLetters;
        this.lettersWithValue = lettersWithValue;
        this.changingNames = changingNames;
        this.namesWithValue = namesWithValue;
    }

    /** The program of a name, with or without the path to it. */
    static Optional<WebClient> of(String program) {
        String name = program.substring(program.lastIndexOf('/') + 1);
        return Arrays.stream(values())
                .filter(client -> client.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether an option makes the call another one than a plain GET. */
    boolean changesCall(char letter) {
        return changingLetters.indexOf(letter) >= 0;
    }

    boolean changesCall(String name) {
        return changingNames.contains(name);
    }

    /** Whether the next word belongs to the option. */
    boolean takesValue(char letter) {
        return lettersWithValue.indexOf(letter) >= 0;
    }

    /** As {@link #takesValue(char)}; of the long options only those are known whose values may look like a URL. */
    boolean takesValue(String name) {
        return namesWithValue.contains(name);
    }

    boolean followsRedirectsAnyway() {
        return this == WGET;
    }
}
