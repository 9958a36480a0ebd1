package dev.belfry.notifier.run;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.core.testing.TargetServer.Received;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.transport.secret.SealedFields;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of deliveries and of their channel when the other side does not take them. */
class ChannelStateIT {

    private static final Map<String, String> QUICK = Map.of("notifier.delivery.retry-waits", "100ms,100ms");

    private final NotifierFixture belfry = new NotifierFixture();

    @BeforeEach
    void tellEveryFailure() {
        belfry.rule(belfry.job, null, "on_failure", Map.of());
    }

    @AfterEach
    void stop() {
        belfry.close();
    }

    @Test
    void aReceiverThatIsGoneIsCalledOnceAndItsChannelMarkedUntilItIsBack() {
        belfry.notifier(QUICK);
        belfry.receiver.answer("/told", new Answer(410, Map.of(), "nobody lives here", false), Answer.status(204));

        belfry.ends(0, "failed");

        await().untilAsserted(() -> assertThat(belfry.deliveries())
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("status", "failed").containsEntry("attempt_count", 1)));
        assertThat(belfry.channelRow())
                .containsEntry("state", "refused")
                .containsEntry("state_reason", "the receiver answered 410: nobody lives here");
        assertThat((String) belfry.deliveries().get(0).get("attempts_json")).contains("nobody lives here");

        belfry.ends(1, "failed");

        await().untilAsserted(() -> assertThat(belfry.channelRow())
                .containsEntry("state", "active")
                .containsEntry("state_reason", null)
                .containsEntry("failing_since", null));
    }

    @Test
    void aChannelThatFailsForDaysIsSwitchedOffAndEachOwnerGetsALetter() {
        UUID alice = member("owner");
        UUID dave = member("owner");
        member("admin");
        belfry.notifier(QUICK);
        belfry.receiver.answer("/told", Answer.status(500));
        write(
                "UPDATE notification_channel SET failing_since = now() - interval '73 hours' WHERE id = ?",
                belfry.channel);

        belfry.ends(0, "failed");

        await().untilAsserted(() -> assertThat(belfry.channelRow())
                .containsEntry("state", "off")
                .containsEntry("state_reason", "the receiver answered 500"));
        await().untilAsserted(() -> assertThat(belfry.deliveries())
                .filteredOn(row -> row.get("event").equals("channel_off"))
                .extracting(row -> row.get("owner_id"))
                .containsExactlyInAnyOrder(alice, dave));
        belfry.settle();
        int calls = belfry.told().size();
        belfry.ends(1, "failed");
        await().untilAsserted(() -> assertThat(belfry.deliveries())
                .filteredOn(row -> "CHANNEL_OFF".equals(row.get("error_code")))
                .isNotEmpty());
        assertThat(belfry.told()).hasSize(calls);
    }

    @Test
    void aChannelThatFailsForHoursIsLeftOn() {
        belfry.notifier(QUICK);
        belfry.receiver.answer("/told", Answer.status(500));
        write(
                "UPDATE notification_channel SET failing_since = now() - interval '71 hours' WHERE id = ?",
                belfry.channel);

        belfry.ends(0, "failed");

        await().untilAsserted(() -> assertThat(belfry.deliveries())
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("status", "failed").containsEntry("attempt_count", 3)));
        assertThat(belfry.channelRow()).containsEntry("state", "active");
    }

    @Test
    void aReceiverThatWantsFewerMessagesGetsNoneForAsLongAsItSaid() {
        belfry.notifier(QUICK);
        belfry.receiver.answer("/told", Answer.status(429).with("Retry-After", "2"), Answer.status(204));

        belfry.ends(0, "failed");
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(1));
        await().untilAsserted(
                        () -> assertThat(belfry.channelRow().get("not_before")).isNotNull());
        belfry.ends(1, "failed");

        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(3));
        var calls = belfry.receiver.received("/told");
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at())).isGreaterThan(Duration.ofMillis(1_800));
        assertThat(belfry.deliveries()).extracting(row -> row.get("status")).containsOnly("delivered");
        await().untilAsserted(() -> assertThat(belfry.channelRow()).containsEntry("state", "active"));
    }

    @Test
    void aSampleIsDeliveredAlsoToAChannelThatIsOff() {
        belfry.notifier(QUICK);
        write("UPDATE notification_channel SET state = 'off' WHERE id = ?", belfry.channel);

        write(
                "INSERT INTO notification_delivery (id, workspace_id, channel_id, event, status, due_at)"
                        + " VALUES (?, ?, ?, 'test', 'pending', now())",
                UUID.randomUUID(),
                belfry.workspace.id(),
                belfry.channel);

        await().untilAsserted(() -> assertThat(belfry.told())
                .singleElement()
                .satisfies(told -> assertThat(told.path("event").asText()).isEqualTo("test")));
    }

    @Test
    void aSecretThatTheReceiverSendsBackIsNotStored() {
        SecretBox box = SecretBox.of(Servers.start().keyset());
        write(
                "UPDATE notification_channel SET secret_sealed = ? WHERE id = ?",
                SealedFields.seal(box, belfry.channel, Map.of("secret", "whsec_S3CRETS3CRET")),
                belfry.channel);
        belfry.receiver.answer("/told", new Answer(404, Map.of(), "no whsec_S3CRETS3CRET here", false));
        belfry.notifier(QUICK);

        belfry.ends(0, "failed");

        await().untilAsserted(() -> assertThat(belfry.channelRow()).containsEntry("state", "refused"));
        assertThat(rows(
                                "SELECT d.attempts::text || c.state_reason AS all_text FROM notification_delivery d"
                                        + " JOIN notification_channel c ON c.id = d.channel_id WHERE d.workspace_id = ?",
                                belfry.workspace.id())
                        .get(0)
                        .get("all_text")
                        .toString())
                .contains("no *** here")
                .doesNotContain("S3CRET");
        Received received = belfry.receiver.received("/told").get(0);
        assertThat(received.headers()).containsKey("x-cron-service-signature");
    }

    private UUID member(String role) {
        UUID user = UUID.randomUUID();
        write("INSERT INTO user_account (id, email, name) VALUES (?, ?, 'x')", user, user + "@example.com");
        write(
                "INSERT INTO membership (workspace_id, user_id, role) VALUES (?, ?, ?)",
                belfry.workspace.id(),
                user,
                role);
        return user;
    }
}
