/**
 * A real Kafka broker (KRaft, broker and controller in one) in a small JVM of its own.
 *
 * <p>It listens on 127.0.0.1 only, keeps its data over restarts, and creates no topic that nobody asked for.
 */
@NullMarked
package dev.belfry.embedded.kafka;

import org.jspecify.annotations.NullMarked;
