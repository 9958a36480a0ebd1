package dev.belfry.api.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Gives partial updates schemas of their own: those of the whole thing, but nothing in them is required and everything
 * may be null, which resets it.
 */
final class DescribedPatches {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String INPUT = "Input";
    private static final String PATCH = "Patch";

    private final OpenAPI api;
    private final Map<String, Schema> schemas;

    DescribedPatches(OpenAPI api) {
        this.api = api;
        this.schemas = new LinkedHashMap<>(api.getComponents().getSchemas());
    }

    void complete() {
        for (PathItem item : api.getPaths().getPathItems().values()) {
            if (item.getPATCH() != null && item.getPATCH().getRequestBody() != null) {
                item.getPATCH()
                        .getRequestBody()
                        .getContent()
                        .getMediaTypes()
                        .values()
                        .forEach(this::patch);
            }
        }
        api.getComponents().setSchemas(schemas);
    }

    private void patch(MediaType body) {
        Schema whole = body.getSchema();
        if (whole != null && whole.getRef() != null) {
            body.setSchema(reference(patchOf(whole.getRef().substring(SCHEMAS.length()))));
        }
    }

    /** The name of the patch of a schema, which is made when it is asked for first. */
    private String patchOf(String name) {
        String patch = (name.endsWith(INPUT) ? name.substring(0, name.length() - INPUT.length()) : name) + PATCH;
        Schema whole = schemas.get(name);
        if (whole != null && !schemas.containsKey(patch)) {
            Schema partial = OASFactory.createSchema().addType(SchemaType.OBJECT);
            schemas.put(patch, partial);
            whole.getProperties().forEach((property, schema) -> partial.addProperty(property, orNull(schema)));
        }
        return patch;
    }

    private Schema orNull(Schema property) {
        String referred = referred(property);
        if (referred == null) {
            return property;
        }
        Schema target = schemas.get(referred);
        boolean isObject = target != null && target.getProperties() != null;
        return OASFactory.createSchema()
                .description(property.getDescription())
                .anyOf(List.of(
                        reference(isObject ? patchOf(referred) : referred),
                        OASFactory.createSchema().addType(SchemaType.NULL)));
    }

    /** What a property refers to, whether or not it may be null already. */
    private static @Nullable String referred(Schema property) {
        String reference = property.getRef();
        if (reference == null && property.getAnyOf() != null) {
            reference = property.getAnyOf().get(0).getRef();
        }
        return reference == null ? null : reference.substring(SCHEMAS.length());
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(SCHEMAS + name);
    }
}
