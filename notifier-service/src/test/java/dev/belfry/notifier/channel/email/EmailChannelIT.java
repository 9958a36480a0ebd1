package dev.belfry.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.DeliveryOutcome.Verdict;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Samples;
import dev.belfry.transport.mail.MailConfig;
import io.quarkus.mailer.MailerName;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Letters, to a real SMTP server and to four that do not take them. */
@QuarkusTest
@WithTestResource(ServersResource.class)
@WithTestResource(SmtpServers.class)
class EmailChannelIT {

    @Inject
    ReactiveMailer mailer;

    @Inject
    @MailerName("refusing")
    ReactiveMailer refusing;

    @Inject
    @MailerName("busy")
    ReactiveMailer busy;

    @Inject
    @MailerName("silent")
    ReactiveMailer silent;

    @Inject
    @MailerName("gone")
    ReactiveMailer gone;

    @Inject
    MailConfig config;

    private final GreenMail server = SmtpServers.greenMail();

    @BeforeEach
    void emptyTheMailbox() throws Exception {
        server.purgeEmailFromAllMailboxes();
    }

    @Test
    void aLetterSaysItInHtmlAndInText() throws Exception {
        Notification told = Samples.failed("a <b> job", "x & y", "{\"rows\": 7}");

        DeliveryOutcome outcome = send(mailer, told, "ops@example.com");

        assertThat(outcome.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(outcome.statusCode()).isEqualTo(250);
        MimeMessage letter = server.getReceivedMessages()[0];
        assertThat(letter.getSubject()).isEqualTo("Job \u201ca <b> job\u201d failed 3 times in a row");
        assertThat(letter.getMessageID()).isEqualTo("<" + told.deliveryId() + "@belfry>");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getFrom()[0]).hasToString("belfry@example.com");
        assertThat(part(letter, "text/plain"))
                .contains("a <b> job", "Error: x & y", "{\"rows\": 7}", "https://belfry.example/executions/1");
        assertThat(part(letter, "text/html"))
                .contains("a &lt;b&gt; job", "x &amp; y", "href=\"https://belfry.example/executions/1\"")
                .doesNotContain("<b> job");
    }

    @Test
    void everyNotificationMakesALetter() {
        for (Notification told : Samples.all()) {
            assertThat(send(mailer, told, "ops@example.com").verdict()).isEqualTo(Verdict.DELIVERED);
        }
        Samples.excessive()
                .forEach(
                        told -> assertThat(send(mailer, told, "ops@example.com").verdict())
                                .isEqualTo(Verdict.DELIVERED));

        assertThat(server.getReceivedMessages())
                .hasSize(Samples.all().size() + Samples.excessive().size())
                .allSatisfy(letter -> assertThat(letter.getSubject()).hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void aReceiverThatTheServerDoesNotKnowIsRefusedForGood() {
        DeliveryOutcome outcome = send(refusing, Samples.failed(), "nobody@example.com");

        assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcome.statusCode()).isEqualTo(550);
        assertThat(outcome.answer()).contains("no such user here");
    }

    @Test
    void aBusyServerIsTriedAgain() {
        DeliveryOutcome outcome = send(busy, Samples.failed(), "ops@example.com");

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.statusCode()).isEqualTo(450);
    }

    @Test
    void aServerThatSaysNothingOrIsNotThereIsOurTroubleAndNotTheChannels() {
        assertThat(send(silent, Samples.failed(), "ops@example.com").verdict()).isEqualTo(Verdict.OURS);
        assertThat(send(gone, Samples.failed(), "ops@example.com").verdict()).isEqualTo(Verdict.OURS);
    }

    @Test
    void withoutAMailServerThereIsNoLetter() {
        EmailChannel channel = new EmailChannel(mailer, TestConfig.defaults(MailConfig.class));

        DeliveryOutcome outcome = channel.send(Samples.failed(), address("ops@example.com"))
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(outcome.verdict()).isEqualTo(Verdict.OURS);
        assertThat(outcome.error()).contains("no mail server is configured");
    }

    private DeliveryOutcome send(ReactiveMailer by, Notification told, String receiver) {
        return new EmailChannel(by, config)
                .send(told, address(receiver))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static ChannelAddress address(String receiver) {
        return ChannelAddress.of("{\"include_output\": true, \"email\": \"" + receiver + "\"}", Map.of());
    }

    private static String part(MimeMessage letter, String type) throws Exception {
        Multipart parts = (Multipart) letter.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return part.getContent().toString();
            }
        }
        throw new AssertionError("no part of type " + type);
    }
}
