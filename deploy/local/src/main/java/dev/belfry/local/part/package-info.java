/** The parts of a local installation: PostgreSQL, Kafka and the four services, each a process of its own. */
@NullMarked
package dev.belfry.local.part;

import org.jspecify.annotations.NullMarked;
