package dev.belfry.api.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which methods a path knows: RFC 9110 wants them in the answer 405, and Quarkus REST does not say. */
@Singleton
public class AllowedMethods {

    private final BeanManager beans;
    private volatile @Nullable List<Endpoint> known;

    public AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** The methods that the endpoints at a path serve, those that come with them included. */
    Set<String> of(String path) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        for (Endpoint endpoint : endpoints()) {
            if (endpoint.path().matcher(path).matches()) {
                methods.add(endpoint.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private record Endpoint(String method, Pattern path) {}

    private List<Endpoint> endpoints() {
        List<Endpoint> read = known;
        if (read == null) {
            read = read();
            known = read;
        }
        return read;
    }

    private List<Endpoint> read() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null) {
                for (Method method : bean.getBeanClass().getMethods()) {
                    addEndpoint(root, method, endpoints);
                }
            }
        }
        return endpoints;
    }

    private static void addEndpoint(Path root, Method method, List<Endpoint> endpoints) {
        Path below = method.getAnnotation(Path.class);
        String template = root.value() + (below == null ? "" : "/" + below.value());
        Pattern path = Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
                endpoints.add(new Endpoint(http.value(), path));
            }
        }
    }
}
