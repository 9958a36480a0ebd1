package dev.belfry.api.document;

import dev.belfry.api.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Answers a document, or that the client has it already. */
@Singleton
class DocumentAnswer {

    private static final int SECONDS_TO_KEEP = 300;

    private final DocumentService documents;

    DocumentAnswer(DocumentService documents) {
        this.documents = documents;
    }

    Uni<Response> of(String path, Request request) {
        return documents
                .library()
                .emitOn(MutinyHelper.executor(Vertx.currentContext()))
                .map(library -> library.document(path)
                        .map(document -> answer(document, request))
                        .orElseThrow(() -> Problem.notFound("document", path)));
    }

    private static Response answer(Document document, Request request) {
        CacheControl caching = new CacheControl();
        caching.setMaxAge(SECONDS_TO_KEEP);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(document.tag());
        Response.ResponseBuilder answer =
                unchanged != null ? unchanged : Response.ok(document.text()).type(document.mediaType());
        return answer.tag(document.tag()).cacheControl(caching).build();
    }
}
