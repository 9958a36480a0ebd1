package dev.belfry.notifier.channel;

import dev.belfry.core.notification.ChannelType;
import dev.belfry.transport.json.WireJson;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a message goes: the fields of a channel's {@code config}, its secrets opened. Never prints them. */
public final class ChannelAddress {

    private static final int AFTER_SCHEME = "https://".length();

    private final Map<?, ?> config;
    private final Map<String, String> secrets;

    private static final Pattern URL = Pattern.compile("https?://[^/]+/(.+)");
    private static final int LONG_ENOUGH_FOR_A_SECRET = 16;

    private ChannelAddress(Map<?, ?> config, Map<String, String> secrets) {
        this.config = config;
        this.secrets = Map.copyOf(secrets);
    }

    /** @param config the stored JSON, without the secrets */
    public static ChannelAddress of(String config, Map<String, String> secrets) {
        return new ChannelAddress(WireJson.read(config, Map.class), secrets);
    }

    /** A field that every channel of its type has. */
    public String text(String field) {
        return optional(field).orElseThrow(() -> new IllegalStateException("the channel has no " + field));
    }

    /** A field, secret or not. */
    public Optional<String> optional(String field) {
        @Nullable Object value = secrets.containsKey(field) ? secrets.get(field) : config.get(field);
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public boolean flag(String field) {
        return Boolean.TRUE.equals(config.get(field));
    }

    /** An address of a service, at the relay that {@code api_url} names, if it does. */
    public String reached(String url) {
        Optional<String> relay = optional(ChannelType.API_ADDRESS);
        int path = url.indexOf('/', AFTER_SCHEME);
        return relay.map(at -> withoutSlash(at) + (path < 0 ? "" : url.substring(path)))
                .orElse(url);
    }

    /**
     * What nobody may read in an answer or an error. Of an address of which the way is the secret, servers that know
     * nothing under it tell back the way alone, or a part of it.
     */
    public Set<String> unspeakable() {
        Set<String> needles = new HashSet<>(secrets.values());
        for (String secret : secrets.values()) {
            Matcher url = URL.matcher(secret);
            if (url.matches()) {
                needles.add(url.group(1));
                Stream.of(url.group(1).split("[/?&=]"))
                        .filter(part -> part.length() >= LONG_ENOUGH_FOR_A_SECRET)
                        .forEach(needles::add);
            }
        }
        return needles;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public String toString() {
        return "ChannelAddress";
    }
}
