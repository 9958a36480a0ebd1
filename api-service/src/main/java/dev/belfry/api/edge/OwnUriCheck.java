package dev.belfry.api.edge;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Tells Quarkus not to look at URIs before the router is asked: it would answer with an empty body what
 * {@link RouterProblems} answers in the error shape. Quarkus reads the switch from the system properties, when it loads its
 * HTTP server; that the configuration is built before is why the switch is set here.
 */
public final class OwnUriCheck implements SmallRyeConfigBuilderCustomizer {

    private static final String SWITCH = "vertx.disableURIValidation";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.setProperty(SWITCH, "true");
    }
}
