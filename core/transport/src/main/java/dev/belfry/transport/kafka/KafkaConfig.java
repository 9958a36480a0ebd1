package dev.belfry.transport.kafka;

import io.smallrye.config.ConfigMapping;

/** Where the brokers are. */
@ConfigMapping(prefix = "kafka.bootstrap")
public interface KafkaConfig {

    /** host:port, several separated by commas. */
    String servers();

    /** A topic at these brokers. */
    default KafkaSettings topic(String name) {
        return new KafkaSettings(servers(), name);
    }
}
