package dev.belfry.api.setup;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** Puts right what the scanner cannot know: names of constants on the wire, fields that may be null, the error answers. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescriptionFilter implements OASFilter {

    /** Enums that travel in lower case; the others travel as they are. */
    private static final Set<String> LOWER_CASE =
            Set.of("JobKind", "JobState", "ExecutionStatus", "TriggerSource", "RuleEvent", "ChannelType");

    private static final Map<String, String> ERRORS = Map.of(
            "400", "What was sent breaks a rule; details names each",
            "401", "No valid token",
            "403", "The role may read only",
            "404", "No such thing in this workspace",
            "503", "The database is away; Retry-After tells when to try again");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (LOWER_CASE.contains(name)) {
                schema.setEnumeration(schema.getEnumeration().stream()
                        .map(constant -> (Object) constant.toString().toLowerCase(Locale.ROOT))
                        .toList());
            }
            allowNull(schema);
        });
    }

    @Override
    public Operation filterOperation(Operation operation) {
        ERRORS.forEach((status, description) -> operation
                .getResponses()
                .addAPIResponse(
                        status,
                        OASFactory.createAPIResponse()
                                .description(description)
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                "application/json",
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/ErrorBody"))))));
        return operation;
    }

    /** Whatever is not required may be null: on the way in it means the default, on the way out that there is none. */
    private static void allowNull(Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
        Map<String, Schema> wider = new LinkedHashMap<>(properties);
        wider.replaceAll((name, property) -> required.contains(name) ? property : nullable(property));
        schema.setProperties(wider);
    }

    private static Schema nullable(Schema property) {
        if (property.getRef() != null) {
            return OASFactory.createSchema()
                    .description(property.getDescription())
                    .anyOf(List.of(
                            OASFactory.createSchema().ref(property.getRef()),
                            OASFactory.createSchema().addType(SchemaType.NULL)));
        }
        @Nullable List<SchemaType> types = property.getType();
        if (types != null && !types.contains(SchemaType.NULL)) {
            List<SchemaType> wider = new ArrayList<>(types);
            wider.add(SchemaType.NULL);
            property.setType(wider);
        }
        return property;
    }
}
