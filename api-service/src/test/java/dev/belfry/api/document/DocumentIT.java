package dev.belfry.api.document;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.api.testing.Description;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents, as anybody may fetch them. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class DocumentIT {

    /** What a model's tokens come to in English with tables, near enough. */
    private static final int CHARACTERS_A_TOKEN = 4;

    @Test
    void theBriefOneFitsAPromptAndTheFullOneAContext() {
        Response brief = given().get("/llms.txt");
        Response full = given().get("/llms-full.txt");

        assertThat(brief.contentType()).startsWith("text/plain");
        assertThat(brief.asString().length() / CHARACTERS_A_TOKEN).isBetween(1_200, 2_500);
        assertThat(full.asString().length() / CHARACTERS_A_TOKEN).isBetween(11_000, 18_000);
    }

    @Test
    void theIndexLeadsToEveryPage() {
        List<String> addresses = given().get("/docs-index.json").path("pages.url");

        assertThat(addresses).hasSizeGreaterThan(8);
        for (String address : addresses) {
            Response page = given().get(address);
            assertThat(page.statusCode()).as(address).isEqualTo(200);
            assertThat(page.contentType()).startsWith("text/markdown");
            assertThat(page.asString()).startsWith("# ").doesNotContain("{{routes", "{{fields", "{{tools");
            assertThat(given().get("/llms.txt").asString()).contains(address);
            assertThat(given().get("/llms-full.txt").asString()).contains(page.asString());
        }
    }

    @Test
    void everyRouteOfTheApiStandsInTheTables() {
        String full = given().get("/llms-full.txt").asString();

        assertThat(Description.read().operations())
                .hasSizeGreaterThan(60)
                .allSatisfy(operation -> assertThat(full).contains("| `" + operation + "` |"));
    }

    @Test
    void whoHasADocumentIsToldThatItIsStillTheSame() {
        Response first = given().get("/docs/jobs.md");
        String tag = first.header("ETag");

        assertThat(first.header("Cache-Control")).contains("max-age=300");
        Response again = given().header("If-None-Match", tag).get("/docs/jobs.md");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.asString()).isEmpty();
        assertThat(given().header("If-None-Match", "\"other\"")
                        .get("/docs/jobs.md")
                        .statusCode())
                .isEqualTo(200);
        assertThat(given().head("/llms.txt").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoDocumentIsAnsweredInTheErrorShape() {
        assertThat(given().get("/docs/nothing.md").statusCode()).isEqualTo(404);
        assertThat(given().get("/docs/nothing.md").<String>path("error.code")).isEqualTo("not_found");
        assertThat(given().get("/docs/llms.md").statusCode()).isEqualTo(404);
        assertThat(given().post("/llms.txt").statusCode()).isEqualTo(405);
    }
}
