package dev.belfry.api.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Grants;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.Role;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.document.DocumentService;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What takes long to compute is computed where that holds up nobody. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class ScheduleToolsIT {

    @Inject
    ScheduleTools tools;

    @Inject
    DocumentService documents;

    @Test
    void aPreviewLeavesTheThreadOfTheCall() throws Exception {
        Tool preview = tools.tools().stream()
                .filter(tool -> tool.name().equals("preview_schedule"))
                .findFirst()
                .orElseThrow();
        ToolShape shape =
                documents.api().map(ToolSchemas::new).await().indefinitely().shape(preview);
        ObjectNode arguments = (ObjectNode) new ObjectMapper().readTree("{\"cron\": \"0 5 * * *\", \"count\": 100}");
        var caller = new Identity(
                new WorkspaceId(UUID.randomUUID()), UUID.randomUUID(), Role.OWNER, Grants.of(Role.OWNER), null, true);

        Thread computing = preview.work()
                .apply(new ToolCall(caller, arguments, shape))
                .map(found -> Thread.currentThread())
                .await()
                .indefinitely();

        assertThat(computing).isNotSameAs(Thread.currentThread());
    }

    @Test
    void whatIsMadeOfTheDescriptionIsMadeElsewhereAlsoTheSecondTime() {
        documents.api().await().indefinitely();

        Thread making =
                documents.api().map(api -> Thread.currentThread()).await().indefinitely();

        assertThat(making).isNotSameAs(Thread.currentThread());
    }
}
