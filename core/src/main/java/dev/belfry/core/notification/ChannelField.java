package dev.belfry.core.notification;

import dev.belfry.core.outbound.TargetUrl;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One field of a channel's {@code config}.
 *
 * @param name on the wire and as stored
 * @param aliases other names under which a client may send it
 * @param required whether a channel cannot do without it
 * @param maxLength in characters; of no meaning for a flag
 * @param description for people, one sentence
 */
public record ChannelField(
        String name, List<String> aliases, Kind kind, boolean required, int maxLength, String description) {

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

    /** Printable ASCII only, as for every address, and one address only: nothing for a header of a letter. */
    private static final Pattern EMAIL = Pattern.compile("[!-+\\--?A-~]+@[!-+\\--?A-~]+");

    private static final int MAX_URL = TargetUrl.MAX_LENGTH;
    private static final int MAX_EMAIL = 254;

    static ChannelField of(String name, Kind kind, int maxLength, String description) {
        return new ChannelField(name, List.of(), kind, false, maxLength, description);
    }

    static ChannelField url(String name, Kind kind, String description) {
        return of(name, kind, MAX_URL, description);
    }

    static ChannelField email(String name, String description) {
        return of(name, Kind.EMAIL, MAX_EMAIL, description);
    }

    static ChannelField flag(String name, String description) {
        return of(name, Kind.FLAG, 0, description);
    }

    /** The same field, of which every channel needs a value. */
    ChannelField needed() {
        return new ChannelField(name, aliases, kind, true, maxLength, description);
    }

    /** The same field, which may be sent under another name as well. */
    ChannelField alias(String other) {
        return new ChannelField(name, List.of(other), kind, required, maxLength, description);
    }

    /** Whether a text is one e-mail address of the kind that Belfry writes to. */
    public static boolean isEmailAddress(String text) {
        return EMAIL.matcher(text).matches();
    }

    /** What is answered instead of a secret: whether there is one. */
    public String configuredName() {
        return name + "_configured";
    }
}
