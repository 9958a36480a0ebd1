package dev.belfry.api.runs;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Serves everything below {@code /api} below {@code /v1/api} as well, where clients look that keep to one root. */
public class ShortPath {

    private static final String ALIAS = "/v1/api/";
    private static final int ROOT = "/v1".length();

    @ServerRequestFilter(preMatching = true)
    public void shorten(ContainerRequestContext request) {
        URI sent = request.getUriInfo().getRequestUri();
        String path = sent.getRawPath();
        if (path.startsWith(ALIAS)) {
            String query = sent.getRawQuery() == null ? "" : "?" + sent.getRawQuery();
            String origin = sent.getScheme() + "://" + sent.getRawAuthority();
            request.setRequestUri(URI.create(origin + path.substring(ROOT) + query));
        }
    }
}
