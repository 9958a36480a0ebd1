package dev.belfry.api.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    private static final String API = """
            {
              "paths": {
                "/v1/things": {
                  "get": {
                    "tags": ["Things"], "summary": "List | things", "security": [ { "token": ["things:read"] } ],
                    "parameters": [ { "name": "limit", "in": "query" } ]
                  },
                  "post": { "tags": ["Things"], "summary": "Make one", "security": [] }
                }
              },
              "components": {
                "schemas": {
                  "Thing": {
                    "required": ["name"],
                    "properties": {
                      "name": { "type": "string", "maxLength": 20, "description": "What it is called" },
                      "kind": { "anyOf": [ { "$ref": "#/components/schemas/Kind" }, { "type": "null" } ] },
                      "sizes": { "type": ["array", "null"], "items": { "type": "integer" } },
                      "any": {}
                    }
                  },
                  "Kind": { "enum": ["big", "small"] },
                  "Endless": { "properties": { "more": { "$ref": "#/components/schemas/Endless" } } }
                }
              }
            }
            """;

    private ApiDocument api;
    private Placeholders placeholders;

    @BeforeEach
    void read() throws IOException {
        api = new ApiDocument(API.getBytes(StandardCharsets.UTF_8), new ObjectMapper().readTree(API));
        placeholders = new Placeholders(
                api, () -> List.of(new ToolList.Entry("get_thing", "things:read", "reads", "Reads a thing.")));
    }

    @Test
    void listsTheRoutesOfATag() {
        assertThat(placeholders.fill("{{routes: Things}}")).isEqualTo("""
                | Route | Scope | What it does |
                |---|---|---|
                | `GET /v1/things` | `things:read` | List \\| things. Parameters: `limit`. |
                | `POST /v1/things` | open to all | Make one. |""");
    }

    @Test
    void listsTheFieldsOfASchema() {
        assertThat(placeholders.fill("{{fields: Thing}}")).isEqualTo("""
                | Field | Type | Meaning |
                |---|---|---|
                | `name`, required | string | What it is called; at most 20 characters |
                | `kind` | `big`, `small` |  |
                | `sizes` | list of integer |  |
                | `any` | any JSON |  |""");
    }

    @Test
    void listsTheToolsAndLeavesTemplatesAlone() {
        assertThat(placeholders.fill("{{uuid}} {{tools}}"))
                .startsWith("{{uuid}} | Tool |")
                .endsWith("| `get_thing` | `things:read` | reads | Reads a thing. |");
    }

    @Test
    void refusesWhatTheApiDoesNotHave() {
        assertThatThrownBy(() -> placeholders.fill("{{routes: Nothing}}")).hasMessageContaining("Nothing");
        assertThatThrownBy(() -> placeholders.fill("{{fields: Nothing}}")).hasMessageContaining("Nothing");
        assertThatThrownBy(() -> api.inlined(api.schema("Endless"))).hasMessageContaining("contains itself");
    }
}
