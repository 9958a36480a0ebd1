package dev.belfry.notifier.channel.email;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestWorkspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the owners of a workspace hear of a channel that was switched off, from the whole service. */
@QuarkusTest
@WithTestResource(ServersResource.class)
@WithTestResource(SmtpServers.class)
class OwnersLettersIT {

    private final GreenMail server = SmtpServers.greenMail();
    private final TestWorkspace workspace = TestWorkspace.create();

    @Test
    void eachOwnerGetsALetterAlsoWhenAnotherOnesAddressIsNone() throws Exception {
        // given
        String alice = owner("alice-" + UUID.randomUUID() + "@example.com");
        String bob = owner("bob-" + UUID.randomUUID() + "@example.com");
        owner("nobody at all " + UUID.randomUUID());
        try (TargetServer receiver = TargetServer.start()) {
            receiver.answer("/told", Answer.status(410));
            UUID channel = workspace.webhook(receiver.url("/told"));
            write("UPDATE notification_channel SET failing_since = now() - interval '4 days' WHERE id = ?", channel);

            // when
            write("""
                    INSERT INTO notification_delivery (id, workspace_id, channel_id, event, status, due_at)
                    VALUES (uuidv7(), ?, ?, 'test', 'pending', now())
                    """, workspace.id(), channel);

            // then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(receivers()).contains(List.of(alice), List.of(bob)));
        }
    }

    /** Of each letter that came. */
    private List<List<String>> receivers() throws Exception {
        List<List<String>> receivers = new ArrayList<>();
        for (MimeMessage letter : server.getReceivedMessages()) {
            receivers.add(Arrays.stream(letter.getRecipients(RecipientType.TO))
                    .map(Object::toString)
                    .toList());
        }
        return receivers;
    }

    private String owner(String email) {
        UUID user = UUID.randomUUID();
        write("INSERT INTO user_account (id, email, name) VALUES (?, ?, 'x')", user, email);
        write("INSERT INTO membership (workspace_id, user_id, role) VALUES (?, ?, 'owner')", workspace.id(), user);
        return email;
    }
}
