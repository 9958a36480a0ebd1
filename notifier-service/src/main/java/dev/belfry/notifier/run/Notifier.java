package dev.belfry.notifier.run;

import dev.belfry.core.loop.Loop;
import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.MonitorChanged;
import dev.belfry.core.message.Topics;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.delivery.Courier;
import dev.belfry.notifier.delivery.DeliveryConfig;
import dev.belfry.notifier.match.RuleMatcher;
import dev.belfry.notifier.reminder.Reminders;
import dev.belfry.notifier.watchdog.OperatorsChannel;
import dev.belfry.notifier.watchdog.Watchdog;
import dev.belfry.notifier.watchdog.WatchdogConfig;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicReader;
import dev.belfry.transport.mail.MailConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One instance of the notifier: reads news, matches rules, carries deliveries, watches. {@link #close()} blocks. */
public final class Notifier implements AutoCloseable {

    /** Where the instance stands in the world. */
    public record Surroundings(
            Vertx vertx,
            Pool pool,
            KafkaConfig kafka,
            AddressGuard guard,
            SecretBox secrets,
            Mailing mail,
            MeterRegistry registry) {}

    /** By whom letters are sent. */
    public record Mailing(ReactiveMailer mailer, MailConfig config) {}

    /** What the instance was told. */
    public record Settings(DeliveryConfig delivery, WatchdogConfig watchdog) {}

    private static final String GROUP = "notifier-service";

    /** Its own, so that a member that comes or goes stirs up one topic and not both. */
    private static final String MONITOR_GROUP = GROUP + "-monitors";

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final GuardedClient client;
    private final Courier courier;
    private final TopicReader<ExecutionFinished> ends;
    private final TopicReader<MonitorChanged> flips;
    private final List<Loop> sweeps;

    /** @throws IllegalArgumentException when what it was told makes no sense */
    public Notifier(Surroundings in, Settings settings) {
        Clock clock = Clock.systemUTC();
        checkLease(settings.delivery(), in.mail().config());
        this.client =
                new GuardedClient(in.vertx(), in.guard(), settings.delivery().maxUnderWay());
        List<Channel> channels =
                Channels.all(in, client, clock, settings.delivery().callTimeout());
        this.courier = new Courier(
                new Courier.Tools(in.vertx(), in.pool(), channels, in.secrets(), clock, in.registry()),
                settings.delivery());
        RuleMatcher matcher = new RuleMatcher(in.pool(), clock, courier::wake);
        this.ends = new TopicReader<>(
                in.kafka().topic(Topics.EXECUTION_FINISHED),
                GROUP,
                ExecutionFinished.class,
                matcher::acceptEnds,
                () -> true);
        this.flips = new TopicReader<>(
                in.kafka().topic(Topics.MONITOR_CHANGED),
                MONITOR_GROUP,
                MonitorChanged.class,
                matcher::acceptFlips,
                () -> true);
        OperatorsChannel operators = new OperatorsChannel(
                settings.watchdog().channel(),
                channels,
                new OperatorsChannel.Way(
                        in.vertx(),
                        in.guard(),
                        settings.delivery().lease(),
                        settings.delivery().publicUrl().toString()));
        Watchdog watchdog = new Watchdog(in.pool(), settings.watchdog(), operators, clock);
        Reminders reminders = new Reminders(in.pool(), courier::wake);
        this.sweeps = List.of(
                new Loop("sweep-unreported", AFTER_FAILURE, matcher::sweep),
                new Loop("tell-late", AFTER_FAILURE, matcher::late),
                new Loop("remind", AFTER_FAILURE, reminders::round),
                new Loop("forget-outages", AFTER_FAILURE, reminders::forget),
                new Loop("watch", AFTER_FAILURE, watchdog::round));
    }

    /** An attempt that outlived its lease would be made twice, and whatever came of it not be written. */
    static void checkLease(DeliveryConfig delivery, MailConfig mail) {
        Duration call = delivery.callTimeout();
        Duration longest = mail.timeout().compareTo(call) > 0 ? mail.timeout() : call;
        if (delivery.lease().compareTo(longest) <= 0) {
            throw new IllegalArgumentException("notifier.delivery.lease (" + delivery.lease()
                    + ") has to be longer than notifier.delivery.call-timeout (" + call + ") and belfry.mail.timeout ("
                    + mail.timeout() + ")");
        }
    }

    public void start() {
        courier.start();
        sweeps.forEach(Loop::start);
        ends.start();
        flips.start();
    }

    /** Whether news reach this instance: it is a member of the group. */
    public boolean isReady() {
        return ends.isJoined() && flips.isJoined();
    }

    /** The loops that tell whether the instance is alive. */
    public List<Loop> loops() {
        return Stream.of(List.of(ends.loop(), flips.loop()), sweeps, courier.loops())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        // Both at once: each may have to wait a second until the broker answers what it was asked before.
        CompletableFuture<Void> noMoreFlips = CompletableFuture.runAsync(flips::close);
        ends.close();
        noMoreFlips.join();
        sweeps.forEach(Loop::close);
        courier.close();
        client.close();
    }
}
