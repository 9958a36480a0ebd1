package dev.belfry.transport.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Found by the name of its class in {@code META-INF/services}: every service that has this module heeds the bounds. */
public final class DeclaredBoundsCustomizer implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withValidator(new DeclaredBounds());
    }
}
