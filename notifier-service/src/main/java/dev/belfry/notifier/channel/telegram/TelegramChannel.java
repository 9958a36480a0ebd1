package dev.belfry.notifier.channel.telegram;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.belfry.core.notification.ChannelType;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.DeliveryOutcome.Verdict;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Wording;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends notifications to a chat of Telegram. */
public final class TelegramChannel implements Channel {

    private static final String API = "https://api.telegram.org";
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404);
    private static final long LONGEST_WAIT_SECONDS = 3600;

    private final HttpPost post;

    public TelegramChannel(HttpPost post) {
        this.post = post;
    }

    private record Message(String chatId, String text, String parseMode, Map<String, Boolean> linkPreviewOptions) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Refusal(@Nullable Parameters parameters) {
        @JsonIgnoreProperties(ignoreUnknown = true)
        private record Parameters(@Nullable Long retryAfter) {}
    }

    @Override
    public ChannelType type() {
        return ChannelType.TELEGRAM;
    }

    @Override
    public Uni<DeliveryOutcome> send(Notification notification, ChannelAddress address) {
        String url = address.reached(API + "/bot" + address.text("bot_token") + "/sendMessage");
        String text = TelegramText.of(
                Wording.of(notification, address.flag("include_output")),
                notification.circumstances().link());
        Message message = new Message(address.text("chat_id"), text, "HTML", Map.of("is_disabled", true));
        return post.json(notification.workspaceId(), url, message, REFUSALS).map(TelegramChannel::withWait);
    }

    /** Telegram says in the body for how long it wants to be left alone. */
    private static DeliveryOutcome withWait(DeliveryOutcome outcome) {
        if (outcome.verdict() != Verdict.SLOWED || outcome.answer() == null || outcome.statusCode() == null) {
            return outcome;
        }
        try {
            Refusal refusal = WireJson.read(outcome.answer(), Refusal.class);
            Long seconds =
                    refusal.parameters() == null ? null : refusal.parameters().retryAfter();
            return seconds == null || seconds < 0
                    ? outcome
                    : DeliveryOutcome.answered(
                            Verdict.SLOWED,
                            outcome.statusCode(),
                            outcome.answer(),
                            Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT_SECONDS)));
        } catch (IllegalArgumentException e) {
            return outcome;
        }
    }
}
