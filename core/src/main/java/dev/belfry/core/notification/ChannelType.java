package dev.belfry.core.notification;

import static dev.belfry.core.notification.ChannelField.Kind.SECRET;
import static dev.belfry.core.notification.ChannelField.Kind.SECRET_URL;
import static dev.belfry.core.notification.ChannelField.Kind.TEXT;
import static dev.belfry.core.notification.ChannelField.Kind.URL;
import static dev.belfry.core.notification.ChannelField.email;
import static dev.belfry.core.notification.ChannelField.flag;
import static dev.belfry.core.notification.ChannelField.of;
import static dev.belfry.core.notification.ChannelField.url;

import dev.belfry.core.notification.ChannelField.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The types of channel and the fields of each: api-service reads, seals and answers a channel by them, notifier-service
 * sends by them. A new type is a line here and a folder there.
 */
public enum ChannelType {
    /** A JSON POST to any URL. */
    WEBHOOK(
            url("url", URL, "http or https, without user info").needed(),
            of("secret", SECRET, 1024, "Signs each message; null removes it, absence keeps it")),

    /** A letter. */
    EMAIL(email("email", "The receiver").needed(), Shared.INCLUDE_OUTPUT),

    /** An incoming webhook of Slack. */
    SLACK(
            Shared.WEBHOOK_URL,
            of("mention_text", TEXT, 200, "Put before each message, such as @channel, @here or @U024BE7LH"),
            Shared.INCLUDE_OUTPUT,
            Shared.API_URL),

    /** A webhook of Discord. */
    DISCORD(
            Shared.WEBHOOK_URL,
            of("thread_id", TEXT, 20, "The thread to post to, instead of the channel itself")
                    .formed(Form.of("[0-9]+", "has to be a number, as Discord numbers threads")),
            Shared.INCLUDE_OUTPUT,
            Shared.API_URL),

    /** A bot that writes to a chat, a group or a channel of Telegram. */
    TELEGRAM(
            of("bot_token", SECRET, 200, "The token of the bot")
                    .needed()
                    .formed(Form.of(
                            "[0-9]+:[A-Za-z0-9_-]+", "has to be a bot's number, a colon, and letters, digits, _ or -")),
            of("chat_id", TEXT, 100, "The number of the chat, or @name of a public channel")
                    .needed()
                    .formed(Form.of("-?[0-9]+|@[A-Za-z0-9_]+", "has to be a number, or @ and a channel's name")),
            Shared.INCLUDE_OUTPUT,
            Shared.API_URL),

    /** A workflow of Microsoft Teams that posts what it receives. */
    TEAMS(Shared.WEBHOOK_URL, Shared.INCLUDE_OUTPUT, Shared.API_URL),

    /** The Events API (version 2) of PagerDuty: failures trigger an alert, recoveries resolve it. */
    PAGERDUTY(
            of("routing_key", SECRET, 32, "The integration key of the service")
                    .needed()
                    .formed(Form.of("[A-Za-z0-9]{32}", "has to be 32 letters and digits")),
            Shared.INCLUDE_OUTPUT,
            Shared.API_URL);

    /** What a channel keeps of a secret that was replaced and still counts; sealed. */
    public static final String PREVIOUS_SECRET = "previous_secret";

    /** Where a service is reached instead of its public address. */
    public static final String API_ADDRESS = "api_url";

    /** Until when it counts, an RFC 3339 timestamp; answered. */
    public static final String PREVIOUS_SECRET_UNTIL = "previous_secret_until";

    private final List<ChannelField> fields;

    ChannelType(ChannelField... fields) {
        this.fields = List.of(fields);
    }

    /** The type of a stored or sent name; empty when there is none of that name. */
    public static Optional<ChannelType> ofName(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a channel of this type is configured by, in the order in which it is shown. */
    public List<ChannelField> fields() {
        return fields;
    }

    /** Fields that mean the same in several types. In a class of its own, because an enum's constants come first. */
    private static final class Shared {

        static final ChannelField WEBHOOK_URL = url("webhook_url", SECRET_URL, "The address that the service gave out")
                .needed()
                .alias("url");

        static final ChannelField INCLUDE_OUTPUT =
                flag("include_output", "Whether to add the output of the execution, or else its answer's beginning");

        static final ChannelField API_URL = url(
                        API_ADDRESS,
                        URL,
                        "Where to reach the service, instead of its public address: a relay of your own. The path that"
                                + " the service has is put behind it. Whoever changes it has to send the channel's secret"
                                + " as well")
                .formed(Form.of(
                        "[^?#]*",
                        "may have no query and no fragment, because the service's own path is put behind it"));
    }
}
