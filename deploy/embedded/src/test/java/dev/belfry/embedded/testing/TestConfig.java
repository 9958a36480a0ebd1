package dev.belfry.embedded.testing;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configuration without a process around it. */
public final class TestConfig {

    private TestConfig() {}

    /** The interface with its defaults. */
    public static <T> T defaults(Class<T> type) {
        return of(type, Map.of());
    }

    /** The interface with its defaults and these properties, named as in a configuration file. */
    public static <T> T of(Class<T> type, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(type)
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(type);
    }
}
