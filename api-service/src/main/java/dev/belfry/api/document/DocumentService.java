package dev.belfry.api.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The documents, made when somebody asks for one first: nobody waits for them at the start. */
@Singleton
public class DocumentService {

    private final OpenApiDocumentService descriptions;
    private final ObjectMapper mapper;
    private final Uni<ApiDocument> api;
    private final Uni<Library> library;

    DocumentService(OpenApiDocumentService descriptions, ObjectMapper mapper, ToolList tools) {
        this.descriptions = descriptions;
        this.mapper = mapper;
        // Half a megabyte is parsed, which is no work for an event loop. Nor is what whoever asks makes of it, also
        // when it
        // was read long ago.
        this.api = Uni.createFrom()
                .item(this::read)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .memoize()
                .indefinitely()
                .emitOn(Infrastructure.getDefaultWorkerPool());
        this.library = api.map(description -> Library.of(new Placeholders(description, tools), mapper))
                .memoize()
                .indefinitely();
    }

    /** The API's description. Answers on a thread where work may be done. */
    public Uni<ApiDocument> api() {
        return api;
    }

    /** All documents. Answers on any thread. */
    public Uni<Library> library() {
        return library;
    }

    private ApiDocument read() {
        byte[] text = descriptions.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON);
        try {
            return new ApiDocument(text, mapper.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
