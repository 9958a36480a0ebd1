package dev.belfry.api.page;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the endpoint does not know: a misspelt filter would silently show everything. */
public class KnownQueryParameters {

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo endpoint) {
        Set<String> sent = request.getUriInfo().getQueryParameters().keySet();
        if (sent.isEmpty() || judgesItself(endpoint)) {
            return;
        }
        Set<String> known = known(endpoint);
        List<Detail> unknown = sent.stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Detail(name, "unknown_parameter", "is not a parameter here; known: " + known, null))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown, false);
        }
    }

    private static boolean judgesItself(ResourceInfo endpoint) {
        return endpoint.getResourceMethod().isAnnotationPresent(OwnQuery.class)
                || endpoint.getResourceClass().isAnnotationPresent(OwnQuery.class);
    }

    private static Set<String> known(ResourceInfo endpoint) {
        return Arrays.stream(endpoint.getResourceMethod().getParameters())
                .flatMap(KnownQueryParameters::annotated)
                .map(element -> element.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The parameter itself, or the fields of one that bundles several. */
    private static Stream<AnnotatedElement> annotated(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                : Stream.of(parameter);
    }
}
