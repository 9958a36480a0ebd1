/**
 * Real servers for the tests of every module: one PostgreSQL and one Kafka for each test JVM, migrated, with all topics.
 *
 * <p>Tests share them within a JVM. Give each test a workspace of its own and it needs no cleaning.
 */
@NullMarked
package dev.belfry.embedded.testing;

import org.jspecify.annotations.NullMarked;
