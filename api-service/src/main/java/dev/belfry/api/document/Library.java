package dev.belfry.api.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The documents as they are served. */
public final class Library {

    /** The pages in the order in which they are best read. */
    private static final List<String> SLUGS = List.of(
            "agents",
            "authentication",
            "jobs",
            "executions",
            "secrets",
            "notifications",
            "monitors",
            "runs",
            "mcp",
            "errors-and-limits");

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final String PLAIN = "text/plain;charset=UTF-8";

    private final List<Chapter> pages;
    private final Map<String, Document> documents = new LinkedHashMap<>();

    private Library(List<Chapter> pages) {
        this.pages = pages;
    }

    static Library of(Placeholders placeholders, ObjectMapper mapper) {
        Library library = new Library(
                SLUGS.stream().map(slug -> Chapter.read(slug, placeholders)).toList());
        library.add("llms.txt", PLAIN, library.brief(Chapter.read("llms", placeholders)));
        library.add("llms-full.txt", PLAIN, library.full());
        library.add("docs-index.json", "application/json", library.index(mapper));
        library.pages.forEach(page -> library.add("docs/" + page.slug() + ".md", MARKDOWN, page.text()));
        return library;
    }

    public List<Chapter> pages() {
        return pages;
    }

    /** @param path without the first slash */
    public Optional<Document> document(String path) {
        return Optional.ofNullable(documents.get(path));
    }

    private void add(String path, String mediaType, String text) {
        documents.put(path, Document.of(mediaType, text));
    }

    private String brief(Chapter head) {
        return head.text()
                + pages.stream()
                        .map(page -> "- [%s](/docs/%s.md): %s".formatted(page.title(), page.slug(), page.description()))
                        .collect(Collectors.joining("\n", "\n## Pages\n\n", "\n"));
    }

    private String full() {
        return pages.stream().map(Chapter::text).collect(Collectors.joining("\n---\n\n"));
    }

    private record IndexEntry(String slug, String title, String description, String url) {}

    private String index(ObjectMapper mapper) {
        try {
            return mapper.writeValueAsString(Map.of(
                    "pages",
                    pages.stream()
                            .map(page -> new IndexEntry(
                                    page.slug(), page.title(), page.description(), "/docs/" + page.slug() + ".md"))
                            .toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
