package dev.belfry.notifier.run;

import dev.belfry.core.loop.Loop;
import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.Topics;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.notifier.channel.webhook.WebhookChannel;
import dev.belfry.notifier.delivery.Courier;
import dev.belfry.notifier.delivery.DeliveryConfig;
import dev.belfry.notifier.rule.RuleMatcher;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One instance of the notifier: reads news, matches rules, carries deliveries. {@link #close()} blocks. */
public final class Notifier implements AutoCloseable {

    /** Where the instance stands in the world. */
    public record Surroundings(
            Vertx vertx, Pool pool, KafkaConfig kafka, AddressGuard guard, SecretBox secrets, MeterRegistry registry) {}

    private static final String GROUP = "notifier-service";

    private final GuardedClient client;
    private final Courier courier;
    private final TopicReader<ExecutionFinished> reader;
    private final Loop sweep;

    public Notifier(Surroundings in, DeliveryConfig config) {
        Clock clock = Clock.systemUTC();
        this.client = new GuardedClient(in.vertx(), in.guard(), config.maxUnderWay());
        this.courier = new Courier(
                new Courier.Tools(
                        in.vertx(),
                        in.pool(),
                        List.of(new WebhookChannel(client, clock)),
                        in.secrets(),
                        clock,
                        in.registry()),
                config);
        RuleMatcher matcher = new RuleMatcher(in.pool(), courier::wake);
        this.reader = new TopicReader<>(
                in.kafka().topic(Topics.EXECUTION_FINISHED),
                GROUP,
                ExecutionFinished.class,
                matcher::accept,
                () -> true);
        this.sweep = new Loop("sweep-unreported", Duration.ofSeconds(1), matcher::sweep);
    }

    public void start() {
        courier.start();
        sweep.start();
        reader.start();
    }

    /** Whether news reach this instance: it is a member of the group. */
    public boolean isReady() {
        return reader.isJoined();
    }

    /** The loops that tell whether the instance is alive. */
    public List<Loop> loops() {
        return Stream.concat(Stream.of(reader.loop(), sweep), courier.loops().stream())
                .toList();
    }

    @Override
    public void close() {
        reader.close();
        sweep.close();
        courier.close();
        client.close();
    }
}
