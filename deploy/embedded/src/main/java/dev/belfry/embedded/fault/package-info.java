/**
 * Faults on the way to PostgreSQL, made on purpose: for tests and for the fault driver, never for a Belfry that serves.
 *
 * <p>The {@link dev.belfry.embedded.fault.PostgresProxy} stands between the services and the database and understands
 * just enough of the protocol to know where a statement begins, which one it is and where its answer ends. So it can lose
 * a connection at the two moments that matter: before a statement was sent on, when nothing has happened, and after its
 * answer came, when everything has happened and nobody was told. It can also fall silent, and cut off everybody at once.
 */
@NullMarked
package dev.belfry.embedded.fault;

import org.jspecify.annotations.NullMarked;
