package dev.belfry.local.part;

import java.util.HashMap;
import java.util.Map;

/**
 * What every service is told, as environment variables.
 *
 * @param database {@code postgresql://host:port/database}
 * @param user of the database
 * @param password of that user
 * @param kafka the broker, host:port
 * @param own what depends on the launcher's options and folder: outbound ranges, key set, rate limit
 */
public record ServiceSettings(String database, String user, String password, String kafka, Map<String, String> own) {

    Map<String, String> toEnvironment() {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database);
        environment.put("QUARKUS_DATASOURCE_USERNAME", user);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", password);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return environment;
    }
}
