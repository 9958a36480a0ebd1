package dev.belfry.transport.kafka;

/**
 * A message and the way to say that it is dealt with.
 *
 * @param acknowledge may be called from any thread; only the first call counts
 */
public record Received<T>(T message, Runnable acknowledge) {}
