package dev.belfry.api.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** Completes what the scanner found, once, when the application is built. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescriptionFilter implements OASFilter {

    private final IndexView code;

    public DescriptionFilter(IndexView code) {
        this.code = code;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        new DescribedTypes(code).complete(api);
        new DescribedPatches(api).complete();
        new DescribedChannels().complete(api);
        DescribedRuns.complete(api);
        new DescribedOperations(code).complete(api);
        new DescribedExamples().complete(api);
    }
}
