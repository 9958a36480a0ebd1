package dev.belfry.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.api.document.ApiDocument;
import dev.belfry.api.document.DocumentService;
import dev.belfry.api.mcp.tool.Effect;
import dev.belfry.api.mcp.tool.Tool;
import dev.belfry.api.mcp.tool.ToolSchemas;
import dev.belfry.api.mcp.tool.ToolShape;
import dev.belfry.api.mcp.tool.ToolTable;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the table of tools says agrees with the API. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class ToolTableIT {

    private static final Pattern TOOL_NAME = Pattern.compile("\\b[a-z]+_[a-z_]+\\b|\\b[a-z]+(-tags)?-runs?\\b");
    private static final List<String> VERBS = List.of(
            "list_",
            "create_",
            "delete_",
            "run_job",
            "pause_",
            "resume_",
            "replay_",
            "cancel_",
            "list-",
            "retrieve-",
            "cancel-",
            "replay-",
            "reschedule-",
            "add-tags-");

    @Inject
    ToolTable table;

    @Inject
    DocumentService documents;

    private ApiDocument api() {
        return documents.api().await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void eachToolNeedsTheScopeOfItsOperation() {
        assertThat(table.tools())
                .hasSizeGreaterThan(30)
                .allSatisfy(tool -> assertThat(api().operation(tool.operation()).scope())
                        .as(tool.name())
                        .isEqualTo(tool.scope().wireName()));
    }

    @Test
    void onlyWhatGetsIsSaidToChangeNothing() {
        assertThat(table.tools()).allSatisfy(tool -> {
            ApiDocument.Operation operation = api().operation(tool.operation());
            boolean reads = operation.method().equals("get") || tool.operation().equals("preview_preview");
            assertThat(tool.effect() == Effect.READS).as(tool.name()).isEqualTo(reads);
            if (operation.method().equals("delete")) {
                assertThat(tool.effect()).as(tool.name()).isEqualTo(Effect.DESTROYS);
            }
        });
    }

    @Test
    void everyDescriptionIsWorthReadingAndNamesToolsThatExist() {
        List<String> names = table.tools().stream().map(Tool::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(table.tools()).allSatisfy(tool -> {
            assertThat(tool.description()).as(tool.name()).hasSizeBetween(60, 700);
            Matcher named = TOOL_NAME.matcher(tool.description());
            while (named.find()) {
                if (VERBS.stream().anyMatch(named.group()::startsWith)) {
                    assertThat(names).as("a tool named by %s", tool.name()).contains(named.group());
                }
            }
        });
    }

    @Test
    void everySchemaIsClosedAndHoldsNoReference() {
        ToolSchemas schemas = new ToolSchemas(api());
        assertThat(table.tools()).allSatisfy(tool -> {
            ToolShape shape = schemas.shape(tool);
            assertThat(shape.input().path("additionalProperties").asBoolean(true))
                    .isFalse();
            assertThat(shape.input().path("properties").has("token")).isTrue();
            assertThat(shape.output().path("type").asText()).as(tool.name()).isEqualTo("object");
            assertThat(shape.input() + shape.output().toString()).doesNotContain("$ref", "\"pattern\":\"");
        });
        assertThat(schemas.shape(tool("create_job")).input().path("required"))
                .extracting(name -> name.asText())
                .containsExactlyInAnyOrder("name", "url");
    }

    private Tool tool(String name) {
        return table.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
