package dev.belfry.api.description;

import dev.belfry.api.auth.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** Names operations, states the scope each needs and adds the answers that the edge gives for all of them. */
final class DescribedOperations {

    private static final DotName REQUIRES = DotName.createSimple("dev.belfry.api.auth.Requires");
    private static final DotName PERMIT_ALL = DotName.createSimple("jakarta.annotation.security.PermitAll");
    private static final String RESOURCE = "Resource_";

    /** The scanner adds these by itself, with a text that says less. */
    private static final Map<String, String> FOUND_BY_SCANNER = Map.of("401", "Not Authorized", "403", "Not Allowed");

    private static final Map<String, String> MEANINGS = Map.of(
            "400", "What was sent breaks a rule; details names each",
            "401", "No valid token",
            "403", "The scope is missing, which details names, or the e-mail address is not verified yet",
            "404", "There is no such thing in this workspace",
            "413", "The body is larger than 1 MiB",
            "415", "The body is not application/json",
            "429", "Too many requests; Retry-After tells when to try again",
            "503", "The database is away; Retry-After tells when to try again");

    private final Map<String, ClassInfo> resources = new LinkedHashMap<>();

    DescribedOperations(IndexView code) {
        for (ClassInfo type : code.getKnownClasses()) {
            if (type.name().toString().matches("dev\\.belfry\\.api\\..*Resource")) {
                resources.put(type.simpleName(), type);
            }
        }
    }

    void complete(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private void complete(String path, Operation operation) {
        String id = operation.getOperationId();
        MethodInfo endpoint = endpoint(id);
        boolean open = endpoint.hasAnnotation(PERMIT_ALL);
        operation.setOperationId(
                id.substring(0, 1).toLowerCase(Locale.ROOT) + id.substring(1).replace(RESOURCE, "_"));
        operation.setSecurity(
                open
                        ? List.of()
                        : List.of(OASFactory.createSecurityRequirement()
                                .addScheme(ApiDescription.TOKEN, scopes(endpoint.annotation(REQUIRES)))));
        boolean hasBody = operation.getRequestBody() != null;
        DescribedParameters.complete(operation);
        addAnswer(operation, "400", hasBody || operation.getParameters() != null);
        addAnswer(operation, "401", !open);
        addAnswer(operation, "403", endpoint.hasAnnotation(REQUIRES));
        addAnswer(operation, "404", path.contains("{"));
        boolean hasDocument = hasBody && operation.getRequestBody().getContent().hasMediaType("application/json");
        addAnswer(operation, "413", hasDocument);
        addAnswer(operation, "415", hasDocument);
        addAnswer(operation, "429", true);
        addAnswer(operation, "503", true);
        sort(operation, path.startsWith("/api/") ? "RunErrorBody" : "ErrorBody");
    }

    private MethodInfo endpoint(String operationId) {
        String[] place = operationId.split("_", 2);
        return Optional.ofNullable(resources.get(place[0])).stream()
                .flatMap(resource -> resource.methods().stream())
                .filter(method -> method.name().equals(place[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no endpoint " + operationId));
    }

    private static List<String> scopes(@Nullable AnnotationInstance required) {
        return required == null
                ? List.of()
                : List.of(Scope.valueOf(required.value().asEnum()).wireName());
    }

    private static void addAnswer(Operation operation, String status, boolean applies) {
        APIResponses answers = operation.getResponses();
        if (!applies && FOUND_BY_SCANNER.containsKey(status) && saysNoMoreThanScanner(answers.getAPIResponse(status))) {
            answers.removeAPIResponse(status);
        }
        if (applies && (!answers.hasAPIResponse(status) || FOUND_BY_SCANNER.containsKey(status))) {
            answers.addAPIResponse(status, OASFactory.createAPIResponse().description(MEANINGS.get(status)));
        }
    }

    private static boolean saysNoMoreThanScanner(@Nullable APIResponse answer) {
        return answer != null && FOUND_BY_SCANNER.containsValue(answer.getDescription());
    }

    /** Every refusal has the one shape of its path, whoever described it; the answers stand in the order of their status. */
    private static void sort(Operation operation, String shape) {
        Map<String, APIResponse> sorted = new TreeMap<>(operation.getResponses().getAPIResponses());
        sorted.forEach((status, answer) -> {
            if (status.compareTo("400") >= 0) {
                answer.setContent(error(shape));
            }
            if (status.equals("429") || status.equals("503")) {
                answer.addHeader("Retry-After", retryAfter());
            }
        });
        operation.getResponses().setAPIResponses(sorted);
    }

    private static Content error(String shape) {
        return OASFactory.createContent()
                .addMediaType(
                        "application/json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/" + shape)));
    }

    private static Header retryAfter() {
        return OASFactory.createHeader()
                .description("Seconds to wait")
                .schema(OASFactory.createSchema().addType(SchemaType.INTEGER));
    }
}
