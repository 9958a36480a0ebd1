package dev.belfry.fuzz.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API.
 *
 * @param method in upper case
 * @param path with its parameters in braces
 * @param body the schema of what it takes; null when it takes nothing
 */
public record Operation(
        String method,
        String path,
        List<Parameter> query,
        List<Parameter> headers,
        @Nullable JsonNode body) {

    /** Whether it lists or makes things, whose ids then stand in the paths below it. */
    public boolean isCollection() {
        return !path.contains("{");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
