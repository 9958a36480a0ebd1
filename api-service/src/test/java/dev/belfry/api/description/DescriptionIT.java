package dev.belfry.api.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Description;
import dev.belfry.api.testing.Operation;
import dev.belfry.api.testing.Things;
import dev.belfry.core.schedule.ScheduleSpec;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API's description says the same as the code, and the running application does what it says. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class DescriptionIT {

    private Description description;

    /** Not before Quarkus has told where the application listens. */
    @BeforeEach
    void read() {
        description = Description.read();
    }

    private final Cast cast = new Cast();
    private final Things things = new Things(cast);

    @Test
    void everyRouteOfTheApplicationIsDescribed() {
        Set<String> described =
                description.operations().stream().map(Operation::toString).collect(Collectors.toSet());

        assertThat(routes()).hasSizeGreaterThan(20).isSubsetOf(described);
        assertThat(described).isSubsetOf(routes());
    }

    @Test
    void everyOperationSaysWhatItIsAndWhatItAnswers() {
        List<Operation> operations = description.operations();

        assertThat(operations).extracting(Operation::id).doesNotHaveDuplicates().doesNotContain("");
        assertThat(operations).allSatisfy(operation -> {
            assertThat(operation.description().path("summary").asText()).isNotBlank();
            assertThat(operation.description().path("tags")).hasSize(1);
            List<String> statuses = operation.statuses();
            assertThat(statuses).contains("429", "503");
            assertThat(statuses.contains("401")).isEqualTo(!operation.isOpen());
            assertThat(statuses.contains("403")).isEqualTo(operation.scope().isPresent() || operation.needsLogin());
            assertThat(operation.needsLogin() && operation.isOpen()).isFalse();
            assertThat(statuses.contains("404") || !operation.isAboutOneThing()).isTrue();
            assertThat(statuses.contains("415"))
                    .isEqualTo(operation.requestSchema().isPresent());
            assertThat(statuses).anyMatch(status -> status.startsWith("2"));
            statuses.stream()
                    .filter(status -> status.startsWith("4") || status.startsWith("5"))
                    .forEach(status -> assertThat(operation.responseSchema(Integer.parseInt(status)))
                            .as(status)
                            .hasValueSatisfying(
                                    schema -> assertThat(schema.path("$ref").asText())
                                            .endsWith(operation.isForeign() ? "/RunErrorBody" : "/ErrorBody")));
        });
    }

    @Test
    void everyBodyHasAnExampleThatFitsItsSchema() {
        SoftAssertions all = new SoftAssertions();
        for (Operation operation : description.operations()) {
            List<JsonNode> bodies = new ArrayList<>();
            operation.requestSchema().ifPresent(bodies::add);
            operation.statuses().stream()
                    .map(status -> operation.responseSchema(Integer.parseInt(status)))
                    .flatMap(Optional::stream)
                    .forEach(bodies::add);
            bodies.forEach(body -> assertExampleFits(operation, itemOf(body), all));
        }
        all.assertAll();
    }

    private void assertExampleFits(Operation operation, JsonNode body, SoftAssertions all) {
        JsonNode example = description.resolved(body).path("examples").path(0);
        all.assertThat(example.isMissingNode())
                .as("an example of %s is missing, which %s needs", body, operation)
                .isFalse();
        all.assertThat(description.violations(body, example))
                .as("example of %s", body)
                .isEmpty();
    }

    /** A page is described by what it holds. */
    private JsonNode itemOf(JsonNode body) {
        JsonNode items =
                description.resolved(body).path("properties").path("data").path("items");
        return items.isMissingNode() ? body : items;
    }

    @Test
    void theApplicationTakesTheExamplesAndAnswersAsDescribed() {
        List<Operation> operations = new ArrayList<>(description.operations());
        // What ends things comes last.
        operations.sort(Comparator.comparing(operation -> operation.method().equals("delete")));
        for (Operation operation : operations) {
            if (ByHand.OPERATIONS.contains(operation.id()) || operation.isStream()) {
                continue;
            }
            Response answer = operation.send(cast.alice(), id(operation), body(operation));

            assertThat(answer.statusCode())
                    .as("%s: %s", operation, answer.asString())
                    .isBetween(200, 299);
            assertThat(operation.statuses()).contains(Integer.toString(answer.statusCode()));
            assertAnswerFits(operation, answer);
            if (operation.method().equals("delete")) {
                things.forget(operation);
            }
        }
    }

    private String id(Operation operation) {
        return operation.isAboutOneThing() ? things.of(operation) : "";
    }

    private String body(Operation operation) {
        return operation
                .requestSchema()
                .map(schema -> ByHand.body(operation, things)
                        .orElseGet(() -> description
                                .resolved(schema)
                                .path("examples")
                                .path(0)
                                .toString()))
                .orElse("");
    }

    private void assertAnswerFits(Operation operation, Response answer) {
        Optional<JsonNode> schema = operation.responseSchema(answer.statusCode());
        assertThat(schema.isPresent()).as("%s describes its answer", operation).isEqualTo(answer.statusCode() != 204);
        schema.ifPresent(shape -> assertThat(description.violations(shape, Description.json(answer.asString())))
                .as("%s answered %s", operation, answer.asString())
                .isEmpty());
    }

    @Test
    void aScheduleIsDescribedFieldByField() {
        Set<String> described = Set.copyOf(fieldNames("Schedule"));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ScheduleSpec.class.getRecordComponents())
                        .map(component ->
                                component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                        .toList());
    }

    private List<String> fieldNames(String schema) {
        List<String> names = new ArrayList<>();
        description
                .document()
                .at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    /** What the code serves, as its annotations say. */
    private static Set<String> routes() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.belfry.api")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> !isHidden(method))
                        .flatMap(method -> method.getAnnotations().stream()
                                .map(annotation -> annotation.getRawType())
                                .filter(annotation -> annotation.isAnnotatedWith(HttpMethod.class))
                                .map(verb -> route(verb, method)))
                        .collect(Collectors.toSet());
    }

    /** The documents describe the API and are no part of it. */
    private static boolean isHidden(JavaMethod method) {
        return method.tryGetAnnotationOfType(org.eclipse.microprofile.openapi.annotations.Operation.class)
                .map(org.eclipse.microprofile.openapi.annotations.Operation::hidden)
                .orElse(false);
    }

    private static String route(JavaClass verb, JavaMethod method) {
        String root = method.getOwner().getAnnotationOfType(Path.class).value();
        String below = method.tryGetAnnotationOfType(Path.class)
                .map(path -> "/" + path.value())
                .orElse("");
        String path = (root + below).replaceAll("/+", "/").replaceAll("\\{(\\w+)[^}]*}", "{$1}");
        return verb.getAnnotationOfType(HttpMethod.class).value() + " " + path;
    }
}
