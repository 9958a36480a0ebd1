package dev.belfry.core.notification;

import dev.belfry.core.outbound.TargetUrl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a channel's {@code config}.
 *
 * @param name on the wire and as stored
 * @param aliases other names under which a client may send it
 * @param required whether a channel cannot do without it
 * @param maxLength in characters; of no meaning for a flag
 * @param form how a text has to look, where more is known of it than its length
 * @param description for people, one sentence
 */
public record ChannelField(
        String name,
        List<String> aliases,
        Kind kind,
        boolean required,
        int maxLength,
        @Nullable Form form,
        String description) {

    /** What a field holds, and who may see it. */
    public enum Kind {
        TEXT(false),
        /** True or false; absent is false. */
        FLAG(false),
        /** An e-mail address. */
        EMAIL(false),
        /** An address that Belfry will call. */
        URL(false),
        /** Sealed when it is stored and never answered. */
        SECRET(true),
        /** An address whose knowledge is the permission to post: sealed and never answered. */
        SECRET_URL(true);

        private final boolean isSecret;

        Kind(boolean isSecret) {
            this.isSecret = isSecret;
        }

        public boolean isSecret() {
            return isSecret;
        }

        public boolean isUrl() {
            return this == URL || this == SECRET_URL;
        }
    }

    /**
     * How a text has to look.
     *
     * @param rule what is broken by another one, as an error names it
     * @param sentence what people are told then
     */
    record Form(String rule, Pattern pattern, String sentence) {

        static Form of(String pattern, String sentence) {
            return new Form("pattern", Pattern.compile(pattern), sentence);
        }
    }

    /** Why a text cannot be a field's value. */
    public record Flaw(String rule, String sentence) {}

    /** One address without a name, of the characters that need no quotes (RFC 5322, 3.2.3): nothing for a letter's head. */
    private static final Form EMAIL = new Form(
            "email_address",
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+"),
            "has to be an e-mail address in ASCII");

    private static final int MAX_URL = TargetUrl.MAX_LENGTH;
    private static final int MAX_EMAIL = 254;

    static ChannelField of(String name, Kind kind, int maxLength, String description) {
        return new ChannelField(name, List.of(), kind, false, maxLength, null, description);
    }

    static ChannelField url(String name, Kind kind, String description) {
        return of(name, kind, MAX_URL, description);
    }

    static ChannelField email(String name, String description) {
        return of(name, Kind.EMAIL, MAX_EMAIL, description).formed(EMAIL);
    }

    static ChannelField flag(String name, String description) {
        return of(name, Kind.FLAG, 0, description);
    }

    /** The same field, of which every channel needs a value. */
    ChannelField needed() {
        return new ChannelField(name, aliases, kind, true, maxLength, form, description);
    }

    /** The same field, which may be sent under another name as well. */
    ChannelField alias(String other) {
        return new ChannelField(name, List.of(other), kind, required, maxLength, form, description);
    }

    /** The same field, whose text has to look like this. */
    ChannelField formed(Form form) {
        return new ChannelField(name, aliases, kind, required, maxLength, form, description);
    }

    /** Why a text cannot be its value, whether it may be called or not. */
    public Optional<Flaw> flaw(String text) {
        if (text.isBlank()) {
            return Optional.of(new Flaw("non_blank", "must not be blank" + (required ? "" : "; null leaves it out")));
        }
        if (text.length() > maxLength) {
            return Optional.of(new Flaw("size", "may have " + maxLength + " characters at most"));
        }
        if (form != null && !form.pattern().matcher(text).matches()) {
            return Optional.of(new Flaw(form.rule(), form.sentence()));
        }
        return Optional.empty();
    }

    /** What is answered instead of a secret: whether there is one. */
    public String configuredName() {
        return name + "_configured";
    }
}
