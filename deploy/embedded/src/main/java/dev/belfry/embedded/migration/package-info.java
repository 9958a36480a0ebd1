/**
 * Brings a database to the version this build needs: forward only, one step at a time, each in its transaction.
 *
 * <p>The SQL lives in api-service; this module packs a copy when it is built. Services carry no JDBC, so whoever rolls
 * them out (the launcher, a Kubernetes job) runs the {@link dev.belfry.embedded.migration.Migrator} first.
 */
@NullMarked
package dev.belfry.embedded.migration;

import org.jspecify.annotations.NullMarked;
