package dev.belfry.transport.kafka;

/**
 * Where a topic is.
 *
 * @param bootstrapServers host:port, several separated by commas
 */
public record KafkaSettings(String bootstrapServers, String topic) {}
