/**
 * A Belfry whose every process is in the hands of the driver: PostgreSQL, Kafka and two replicas of each service. Each can
 * be killed, stopped, paused and started again, in another environment if need be.
 *
 * <p>The services reach PostgreSQL through a proxy, which may fail their calls. The driver itself goes past it.
 */
@NullMarked
package dev.belfry.load.faults.installation;

import org.jspecify.annotations.NullMarked;
