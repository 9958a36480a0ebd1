package dev.belfry.api.description;

import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/** The runs of a project are listed by the same filters as all runs, which are described there. */
final class DescribedRuns {

    private static final String ALL = "/api/v1/runs";
    private static final String OF_PROJECT = "/api/v1/projects/{ref}/runs";

    private DescribedRuns() {}

    static void complete(OpenAPI api) {
        Map<String, PathItem> paths = api.getPaths().getPathItems();
        Operation ofProject = list(paths, OF_PROJECT);
        list(paths, ALL).getParameters().forEach(ofProject::addParameter);
    }

    private static Operation list(Map<String, PathItem> paths, String path) {
        return Objects.requireNonNull(
                Objects.requireNonNull(paths.get(path), path).getGET(), path);
    }
}
