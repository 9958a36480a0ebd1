package dev.belfry.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.core.testing.TargetServer.Received;
import dev.belfry.notifier.channel.DeliveryOutcome.Verdict;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every channel over HTTP promises, on a real server that plays the service. Each channel says how that speaks. */
public abstract class ChannelPromises {

    /**
     * How a service speaks.
     *
     * @param schema of what it takes, below {@code schema/}
     * @param path where it is posted to
     * @param success what it answers when it has taken a message
     * @param slowDown what it answers when it wants to be left alone for seven seconds
     * @param refusals the statuses that no repetition mends
     */
    public record Service(String schema, String path, Answer success, Answer slowDown, List<Integer> refusals) {}

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private TargetServer server;
    private GuardedClient client;

    protected abstract Service service();

    protected abstract Channel channel(HttpPost post);

    /** The address of the service that runs at a URL, with the output to be shown. */
    protected abstract ChannelAddress address(String baseUrl);

    /** The limits that a schema cannot state. */
    protected void assertWithinLimits(JsonNode message, String raw) {}

    @BeforeEach
    void start() {
        server = TargetServer.start();
        client = new GuardedClient(vertx, new AddressGuard(Cidr.parseList("127.0.0.1/32")), 10);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatItSendsIsWhatTheServiceTakes() {
        server.answer(service().path(), service().success());

        for (Notification notification : Samples.all()) {
            DeliveryOutcome outcome = send(notification);
            assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.DELIVERED);
            assertThat(outcome.statusCode()).isEqualTo(service().success().status());
        }

        assertThat(received()).hasSameSizeAs(Samples.all()).allSatisfy(this::assertFits);
    }

    @Test
    void theLongestMessageFitsTheLimits() {
        server.answer(service().path(), service().success());

        Samples.excessive().forEach(this::send);

        assertThat(received()).hasSameSizeAs(Samples.excessive()).allSatisfy(this::assertFits);
    }

    @Test
    void aRefusalIsForGood() {
        for (int status : service().refusals()) {
            server.answer(service().path(), new Answer(status, Map.of(), "not wanted here", false));

            DeliveryOutcome outcome = send(Samples.failed());

            assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(outcome.statusCode()).isEqualTo(status);
            assertThat(outcome.answer()).isEqualTo("not wanted here");
        }
    }

    @Test
    void whatTheServiceMayMendIsTriedAgain() {
        for (int status : List.of(500, 502, 503)) {
            server.answer(service().path(), Answer.status(status));

            assertThat(send(Samples.failed()).verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void aServiceThatWantsFewerMessagesSaysHowLongToWait() {
        server.answer(service().path(), service().slowDown());

        DeliveryOutcome outcome = send(Samples.failed());

        assertThat(outcome.verdict()).isEqualTo(Verdict.SLOWED);
        assertThat(outcome.askedWait()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }

    @Test
    void aServiceThatIsDownIsTriedAgain() {
        String url = server.url("");
        server.close();

        DeliveryOutcome outcome = send(Samples.failed(), address(url));

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.errorCode()).isEqualTo(ErrorCode.CONNECTION_FAILED);
    }

    @Test
    void aSlowServiceIsNotWaitedForLong() {
        server.answer(service().path(), Answer.never());

        DeliveryOutcome outcome = send(Samples.failed());

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.errorCode()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void aForbiddenAddressIsNotCalled() {
        DeliveryOutcome outcome = send(Samples.failed(), address("http://169.254.169.254"));

        assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcome.errorCode()).isEqualTo(ErrorCode.BLOCKED_TARGET);
    }

    /** Sends to the server of the test. */
    protected final DeliveryOutcome send(Notification notification) {
        return send(notification, address(server.url("")));
    }

    protected final DeliveryOutcome send(Notification notification, ChannelAddress address) {
        Channel channel = channel(new HttpPost(client, Clock.systemUTC(), PATIENCE));
        return Uni.createFrom()
                .<DeliveryOutcome>emitter(answer -> vertx.getOrCreateContext()
                        .runOnContext(turn ->
                                channel.send(notification, address).subscribe().with(answer::complete, answer::fail)))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    /** What the service was posted. */
    protected final List<Received> received() {
        return server.received(service().path());
    }

    protected final TargetServer server() {
        return server;
    }

    protected static JsonNode json(Received received) {
        return WireJson.read(received.body(), JsonNode.class);
    }

    private void assertFits(Received received) {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(ChannelPromises.class.getResourceAsStream(
                        "/schema/" + service().schema()));
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.headers()).containsEntry("content-type", "application/json");
        assertThat(schema.validate(json(received))).as(received.body()).isEmpty();
        assertWithinLimits(json(received), received.body());
    }
}
