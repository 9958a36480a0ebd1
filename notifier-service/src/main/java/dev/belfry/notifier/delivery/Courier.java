package dev.belfry.notifier.delivery;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.loop.Loop;
import dev.belfry.core.notification.ChannelType;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.reference.SecretMask;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.DeliveryOutcome.Verdict;
import dev.belfry.transport.json.WireJson;
import dev.belfry.transport.secret.SealedFields;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Carries deliveries: one loop takes what is due, another writes what came of it, and the calls in between wait for
 * nobody, so that one slow receiver holds no other up. No channel and no workspace gets all places for calls.
 */
public final class Courier implements AutoCloseable {

    /** What the courier works with. */
    public record Tools(
            Vertx vertx, Pool pool, List<Channel> channels, SecretBox secrets, Clock clock, MeterRegistry registry) {}

    /** The type by which owners are written to, and the field that names them. */
    private static final String LETTER = "email";

    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Tools with;
    private final DeliveryConfig config;
    private final Shares shares;
    private final ClaimRepository claims;
    private final DeliveryRepository deliveries;
    private final DueRows rows;
    private final Map<ChannelType, Channel> channels;
    private final Context context;
    private final Queue<DeliveryResult> results = new ConcurrentLinkedQueue<>();
    private final List<DeliveryResult> unwritten = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Loop carry = new Loop("carry-deliveries", AFTER_FAILURE, this::carryDue);
    private final Loop write = new Loop("write-deliveries", AFTER_FAILURE, this::writeResults);

    public Courier(Tools with, DeliveryConfig config) {
        this.with = with;
        this.config = config;
        this.shares = new Shares(config.maxOfChannel(), config.maxOfWorkspace());
        this.claims = new ClaimRepository(with.pool(), shares);
        this.deliveries = new DeliveryRepository(with.pool());
        this.rows = new DueRows(config.publicUrl());
        this.channels = with.channels().stream().collect(Collectors.toMap(Channel::type, Function.identity()));
        this.context = with.vertx().getOrCreateContext();
    }

    public void start() {
        loops().forEach(Loop::start);
    }

    /** Looks for deliveries at once. */
    public void wake() {
        carry.wake();
    }

    /** The loops that tell whether the courier is alive. */
    public List<Loop> loops() {
        return List.of(carry, write);
    }

    /**
     * Takes nothing new, gives what is under way a while to end, and writes what has; the rest is made again when its
     * lease ends.
     */
    @Override
    public void close() {
        carry.close();
        long deadline = System.nanoTime() + config.drain().toNanos();
        while (underWay.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        write.close();
        try {
            // A closed loop starts no other round, not even one it was woken for.
            writeResults();
        } catch (RuntimeException e) {
            LOG.warn("the last results are not written, their deliveries are made again", e);
        }
    }

    private Duration carryDue() {
        int room = config.maxUnderWay() - underWay.get();
        if (room <= 0) {
            return config.pollInterval();
        }
        ClaimRepository.Claim claim =
                claims.claim(config.lease(), room, rows).await().atMost(PATIENCE);
        claim.due().forEach(this::begin);
        return claim.isCut() ? Duration.ZERO : config.pollInterval();
    }

    private void begin(DueDelivery delivery) {
        underWay.incrementAndGet();
        shares.begins(delivery);
        Instant startedAt = with.clock().instant();
        context.runOnContext(turn -> Uni.createFrom()
                .deferred(() -> send(delivery))
                .onFailure()
                .recoverWithItem(Courier::unsendable)
                .subscribe()
                .with(outcome -> ended(delivery, outcome, startedAt)));
    }

    private Uni<DeliveryOutcome> send(DueDelivery delivery) {
        if (delivery.isChannelOff()) {
            return ended(Verdict.REFUSED, ErrorCode.CHANNEL_OFF, "the channel is switched off");
        }
        if (delivery.isToOwner() && delivery.owner() == null) {
            return ended(Verdict.REFUSED, ErrorCode.INVALID_REQUEST, "who it was for is no owner any more");
        }
        Channel channel = ChannelType.ofName(delivery.isToOwner() ? LETTER : delivery.channelType())
                .map(channels::get)
                .orElse(null);
        if (channel == null) {
            String error = "this notifier has no channel of type " + delivery.channelType();
            return ended(Verdict.OURS, ErrorCode.INVALID_REQUEST, error);
        }
        ChannelAddress address = address(delivery);
        SecretMask mask = SecretMask.of(address.unspeakable());
        return channel.send(delivery.notification(), address).map(outcome -> outcome.masked(mask));
    }

    private ChannelAddress address(DueDelivery delivery) {
        String owner = delivery.owner();
        if (owner != null) {
            return ChannelAddress.of(WireJson.write(Map.of(LETTER, owner)), Map.of());
        }
        Map<String, String> secrets = delivery.secretSealed() == null
                ? Map.of()
                : SealedFields.open(with.secrets(), delivery.channelId(), delivery.secretSealed());
        return ChannelAddress.of(delivery.channelConfig(), secrets);
    }

    private static Uni<DeliveryOutcome> ended(Verdict verdict, ErrorCode code, String error) {
        return Uni.createFrom().item(DeliveryOutcome.failed(verdict, code, error));
    }

    /** A secret that does not open or a configuration that cannot be read: an operator may mend it, so it is retried. */
    private static DeliveryOutcome unsendable(Throwable failure) {
        return DeliveryOutcome.failed(
                Verdict.OURS, ErrorCode.INVALID_REQUEST, "cannot be sent: " + failure.getMessage());
    }

    private void ended(DueDelivery delivery, DeliveryOutcome outcome, Instant startedAt) {
        DeliveryResult result = DeliveryResult.of(delivery, outcome, startedAt, config.retryWaits());
        with.registry()
                .counter("notifier.deliveries", "type", delivery.channelType(), "status", result.status())
                .increment();
        results.add(result);
        shares.ended(delivery);
        underWay.decrementAndGet();
        write.wake();
    }

    /** One at a time: a round that hangs outlives its loop. */
    private synchronized Duration writeResults() {
        DeliveryResult next = results.poll();
        while (next != null) {
            unwritten.add(next);
            next = results.poll();
        }
        if (!unwritten.isEmpty()) {
            deliveries
                    .record(List.copyOf(unwritten), config.switchOffAfter())
                    .await()
                    .atMost(PATIENCE);
            unwritten.clear();
            // The next attempt of one of them may be due before the next poll.
            carry.wake();
        }
        return Duration.ofHours(1);
    }
}
