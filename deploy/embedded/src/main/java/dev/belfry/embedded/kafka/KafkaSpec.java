package dev.belfry.embedded.kafka;

import java.nio.file.Path;

/**
 * Where a broker runs.
 *
 * @param folder holds all of this broker; made when absent
 * @param log the broker's messages are appended here
 */
public record KafkaSpec(Path folder, Path log) {

    public KafkaSpec {
        folder = folder.toAbsolutePath().normalize();
        log = log.toAbsolutePath().normalize();
    }
}
