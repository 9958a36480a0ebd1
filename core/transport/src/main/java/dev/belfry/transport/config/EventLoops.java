package dev.belfry.transport.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * As many event loops as there are cores, unless somebody configures another number. Quarkus makes eight at least: then a
 * request and the connection to the database it is given live on different ones nearly always, and each step from one to
 * the other wakes a thread. On two cores that doubled what a request cost.
 */
public final class EventLoops implements ConfigSource {

    private static final String SIZE = "quarkus.vertx.event-loops-pool-size";

    /** So that one busy loop stops nobody's health check. */
    private static final int FEWEST = 2;

    /** Below what a file or the environment says. */
    private static final int ORDINAL = 50;

    private final Map<String, String> properties =
            Map.of(SIZE, Integer.toString(Math.max(FEWEST, Runtime.getRuntime().availableProcessors())));

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "event loops";
    }
}
