package dev.belfry.api.description;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The examples of {@code openapi/examples.json}, by the name of their schema. */
final class DescribedExamples {

    private static final String FILE = "/openapi/examples.json";

    void complete(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        read().forEach((name, example) -> {
            Schema schema = schemas.get(name);
            if (schema == null) {
                throw new IllegalStateException(FILE + " has an example of " + name + ", which is no schema");
            }
            schema.setExamples(List.of(example));
        });
    }

    private static Map<String, Object> read() {
        try (InputStream file = DescribedExamples.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
