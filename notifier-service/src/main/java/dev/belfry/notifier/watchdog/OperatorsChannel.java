package dev.belfry.notifier.watchdog;

import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.secret.reference.SecretMask;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Notification.Circumstances;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Where the operators of this Belfry are told; the log, where they have named no channel. */
public final class OperatorsChannel {

    private static final Logger LOG = Logger.getLogger(OperatorsChannel.class);

    /** No workspace: it concerns them all. */
    private static final UUID NOBODY = new UUID(0, 0);

    private record Configured(Channel channel, ChannelAddress address) {}

    private final Optional<Configured> configured;
    private final Way way;

    /**
     * What it takes to reach them.
     *
     * @param patience after which a message is taken for lost; longer than any channel takes
     * @param link what a message leads to
     */
    public record Way(Vertx vertx, AddressGuard guard, Duration patience, String link) {}

    /**
     * @param stated the channel as {@link WatchdogConfig#channel} states it
     * @throws IllegalArgumentException when that is no channel; says what is wrong with it, without its secrets
     */
    public OperatorsChannel(Optional<String> stated, List<Channel> channels, Way way) {
        this.configured = stated.map(json -> configured(StatedChannel.read(json, way.guard()), channels));
        this.way = way;
    }

    private static Configured configured(StatedChannel.Read stated, List<Channel> channels) {
        Channel channel = channels.stream()
                .filter(known -> known.type() == stated.type())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("notifier.watchdog.channel: this notifier has no channel of"
                                + " type " + stated.type().wireName()));
        return new Configured(channel, stated.address());
    }

    /** How long a message may take. */
    Duration patience() {
        return way.patience();
    }

    /** Sends a message; gives whether it arrived, or there is nobody to send it to. */
    boolean tell(Alarm alarm, Instant now) {
        if (configured.isEmpty()) {
            return true;
        }
        Notification notification = notification(alarm, now);
        DeliveryOutcome outcome = Uni.createFrom()
                .<DeliveryOutcome>emitter(emitter -> way.vertx()
                        .getOrCreateContext()
                        .runOnContext(turn -> configured
                                .get()
                                .channel()
                                .send(notification, configured.get().address())
                                .subscribe()
                                .with(emitter::complete, emitter::fail)))
                .await()
                .atMost(way.patience())
                .masked(SecretMask.of(configured.get().address().unspeakable()));
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
                0, 0, null, alarm.isOver() ? null : alarm.beganAt(), way.link(), "operators", remark(alarm, now));
        return new Notification(id, NOBODY, event, null, null, null, around);
    }

    private static String remark(Alarm alarm, Instant now) {
        long minutes = Duration.between(alarm.beganAt(), now).toMinutes();
        return alarm.isOver() ? "it lasted for about " + minutes + " min; it was: " + alarm.facts() : alarm.facts();
    }
}
