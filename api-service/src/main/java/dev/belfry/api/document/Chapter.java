package dev.belfry.api.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One page of the documentation.
 *
 * @param slug its name in addresses
 * @param title its heading
 * @param description its first paragraph, which says what it is about
 * @param text all of it, as Markdown
 */
public record Chapter(String slug, String title, String description, String text) {

    /** The page of that name among the resources, with what it asks for filled in. */
    static Chapter read(String slug, Placeholders placeholders) {
        return of(slug, placeholders.fill(resource(slug)));
    }

    static Chapter of(String slug, String text) {
        String[] parts = text.split("\n\n", 3);
        if (parts.length < 3 || !parts[0].startsWith("# ")) {
            throw new IllegalStateException("page " + slug + " has to begin with a heading and a paragraph");
        }
        return new Chapter(slug, parts[0].substring(2), parts[1].replace('\n', ' '), text);
    }

    private static String resource(String slug) {
        try (InputStream file = Chapter.class.getResourceAsStream("/document/" + slug + ".md")) {
            return new String(Objects.requireNonNull(file, slug).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
