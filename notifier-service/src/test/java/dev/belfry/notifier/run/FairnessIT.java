package dev.belfry.notifier.run;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.embedded.testing.TestWorkspace;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the places for calls under way are shared out. */
class FairnessIT {

    private static final int SLOW = 300;

    private final NotifierFixture belfry = new NotifierFixture();
    private final TestWorkspace other = TestWorkspace.create();

    @AfterEach
    void stop() {
        belfry.close();
    }

    @Test
    void oneWorkspacesSlowReceiversLeaveRoomForOthers() {
        // given
        belfry.receiver.answer("/slow", Answer.never());
        for (int i = 0; i < SLOW; i++) {
            due(other, i % 3 == 0 ? other.webhook(belfry.receiver.url("/slow")) : slowChannel(), "1 hour");
        }
        due(belfry.workspace, belfry.channel, "1 second");

        // when
        belfry.notifier(Map.of());

        // then
        await().atMost(Duration.ofSeconds(6))
                .untilAsserted(() -> assertThat(belfry.told()).hasSize(1));
        assertThat(rows("SELECT FROM notification_delivery WHERE workspace_id = ? AND finished_at IS NULL", other.id()))
                .hasSize(SLOW);
        assertThat(belfry.receiver.received("/slow")).isNotEmpty();
    }

    @Test
    void whatIsHeldBackIsNotLookedAtByEachPoll() {
        due(belfry.workspace, belfry.channel, "1 second");
        write("UPDATE notification_channel SET not_before = now() + interval '1 hour' WHERE id = ?", belfry.channel);

        belfry.notifier(Map.of());

        await().untilAsserted(() -> assertThat(rows(
                        "SELECT FROM notification_delivery d JOIN notification_channel c ON c.id = d.channel_id"
                                + " WHERE d.workspace_id = ? AND d.due_at = c.not_before AND d.attempt_count = 0",
                        belfry.workspace.id()))
                .hasSize(1));
        assertThat(belfry.told()).isEmpty();
    }

    private UUID slowChannel() {
        return rows("SELECT id FROM notification_channel WHERE workspace_id = ? ORDER BY id LIMIT 1", other.id())
                .stream()
                .map(row -> (UUID) row.get("id"))
                .findFirst()
                .orElseThrow();
    }

    private static void due(TestWorkspace workspace, UUID channel, String ago) {
        write(
                "INSERT INTO notification_delivery (id, workspace_id, channel_id, event, status, due_at)"
                        + " VALUES (uuidv7(), ?, ?, 'test', 'pending', now() - ?::interval)",
                workspace.id(),
                channel,
                ago);
    }
}
