package dev.belfry.notifier.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.belfry.core.outbound.WebhookSignature;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.core.testing.TargetServer.Received;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.ChannelPromises;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Samples;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebhookChannelIT extends ChannelPromises {

    private static final String NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OLD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @Override
    protected Service service() {
        return new Service(
                "webhook.json",
                "/told",
                Answer.status(204),
                Answer.status(429).with("Retry-After", "7"),
                List.of(404, 410));
    }

    @Override
    protected Channel channel(HttpPost post) {
        return new WebhookChannel(post, Clock.systemUTC());
    }

    @Override
    protected ChannelAddress address(String baseUrl) {
        return address(baseUrl, "2000-01-01T00:00:00Z", Map.of("secret", NEW));
    }

    private static ChannelAddress address(String baseUrl, String previousUntil, Map<String, String> secrets) {
        return ChannelAddress.of(
                "{\"url\": \"" + baseUrl + "/told\", \"previous_secret_until\": \"" + previousUntil + "\"}", secrets);
    }

    @Test
    void theLibraryOfStandardWebhooksVerifiesWhatWasSent() throws WebhookVerificationException {
        Notification told = Samples.failed();
        send(told);

        Received received = received().get(0);
        new Webhook(NEW).verify(received.body(), headers(received));
        assertThatThrownBy(() -> new Webhook(OTHER).verify(received.body(), headers(received)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(NEW).verify(received.body() + " ", headers(received)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(received.headers())
                .containsEntry("webhook-id", told.deliveryId().toString())
                .containsEntry("x-cron-service-delivery", told.deliveryId().toString());
    }

    @Test
    void whileASecretIsReplacedBothCount() throws WebhookVerificationException {
        String tomorrow = Instant.now().plusSeconds(86_400).toString();
        send(Samples.failed(), address(server().url(""), tomorrow, Map.of("secret", NEW, "previous_secret", OLD)));

        Received received = received().get(0);
        new Webhook(NEW).verify(received.body(), headers(received));
        new Webhook(OLD).verify(received.body(), headers(received));
        assertThat(received.headers())
                .containsEntry("x-cron-service-signature", signature(NEW, received))
                .containsEntry("x-cron-service-signature-previous", signature(OLD, received));
    }

    @Test
    void afterwardsOnlyTheNewOneCounts() throws WebhookVerificationException {
        String over = Instant.now().minusSeconds(1).toString();
        send(Samples.failed(), address(server().url(""), over, Map.of("secret", NEW, "previous_secret", OLD)));

        Received received = received().get(0);
        new Webhook(NEW).verify(received.body(), headers(received));
        assertThatThrownBy(() -> new Webhook(OLD).verify(received.body(), headers(received)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(received.headers()).doesNotContainKey("x-cron-service-signature-previous");
    }

    @Test
    void withoutASecretNothingIsSigned() {
        send(Samples.failed(), address(server().url(""), "2000-01-01T00:00:00Z", Map.of()));

        assertThat(received().get(0).headers())
                .containsKeys("webhook-id", "webhook-timestamp", "x-cron-service-timestamp")
                .doesNotContainKeys("webhook-signature", "x-cron-service-signature");
    }

    @Test
    void aSecretThatIsNoBase64SignsByThePlatformsOwnHeaderOnly() {
        send(Samples.failed(), address(server().url(""), "2000-01-01T00:00:00Z", Map.of("secret", "hush!")));

        assertThat(received().get(0).headers())
                .containsEntry(
                        "x-cron-service-signature",
                        signature("hush!", received().get(0)))
                .doesNotContainKey("webhook-signature");
    }

    private static String signature(String secret, Received received) {
        long seconds = Long.parseLong(received.headers().get("x-cron-service-timestamp"));
        return WebhookSignature.of(secret, seconds, received.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpHeaders headers(Received received) {
        Map<String, List<String>> all = received.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return HttpHeaders.of(all, (name, value) -> true);
    }
}
