package dev.belfry.notifier.watchdog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.notification.ChannelType;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Notification.Circumstances;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Where the operators of this Belfry are told; the log, where they have named no channel. */
public final class OperatorsChannel {

    private static final Logger LOG = Logger.getLogger(OperatorsChannel.class);
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    /** No workspace: it concerns them all. */
    private static final UUID NOBODY = new UUID(0, 0);

    private record Configured(Channel channel, ChannelAddress address) {}

    private final Optional<Configured> configured;
    private final Vertx vertx;
    private final String link;

    /**
     * @param stated the channel as {@link WatchdogConfig#channel} states it
     * @throws IllegalArgumentException when that is no channel
     */
    public OperatorsChannel(Optional<String> stated, List<Channel> channels, Vertx vertx, String link) {
        this.configured = stated.map(json -> configured(json, channels));
        this.vertx = vertx;
        this.link = link;
    }

    private static Configured configured(String json, List<Channel> channels) {
        JsonNode document = WireJson.read(json, JsonNode.class);
        String type = document.path("type").asText();
        Channel channel = channels.stream()
                .filter(known ->
                        ChannelType.ofName(type).filter(known.type()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "notifier.watchdog.channel has to name a type of channel, not \"" + type + "\""));
        if (!document.path("config").isObject()) {
            throw new IllegalArgumentException("notifier.watchdog.channel has to hold a config");
        }
        return new Configured(channel, ChannelAddress.of(document.path("config").toString(), Map.of()));
    }

    /** Sends a message; gives whether it arrived, or there is nobody to send it to. */
    boolean tell(Alarm alarm, Instant now) {
        if (configured.isEmpty()) {
            return true;
        }
        Notification notification = notification(alarm, now);
        DeliveryOutcome outcome = Uni.createFrom()
                .<DeliveryOutcome>emitter(emitter -> vertx.getOrCreateContext()
                        .runOnContext(turn -> configured
                                .get()
                                .channel()
                                .send(notification, configured.get().address())
                                .subscribe()
                                .with(emitter::complete, emitter::fail)))
                .await()
                .atMost(PATIENCE);
        if (!outcome.isDelivered()) {
            LOG.warnf("the operators were not told, it is tried again: %s", outcome.error());
        }
        return outcome.isDelivered();
    }

    /** The end has an id of its own, so that nobody takes it for a repetition of the alarm. */
    private Notification notification(Alarm alarm, Instant now) {
        UUID id = alarm.isOver()
                ? UUID.nameUUIDFromBytes((alarm.id() + " is over").getBytes(StandardCharsets.UTF_8))
                : alarm.id();
        String event = alarm.isOver() ? Notification.WATCHDOG_OVER : Notification.WATCHDOG_ALARM;
        Circumstances around = new Circumstances(
                0, 0, null, alarm.isOver() ? null : alarm.beganAt(), link, "operators", remark(alarm, now));
        return new Notification(id, NOBODY, event, null, null, null, around);
    }

    private static String remark(Alarm alarm, Instant now) {
        long minutes = Duration.between(alarm.beganAt(), now).toMinutes();
        return alarm.isOver() ? "it lasted for about " + minutes + " min; it was: " + alarm.facts() : alarm.facts();
    }
}
