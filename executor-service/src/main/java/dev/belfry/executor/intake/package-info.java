/**
 * From a message to the instant it names.
 *
 * <p>Messages come up to a few seconds early and wait in the agenda, so that the database and Kafka were paid for before
 * the instant comes. The database's clock says what is due; nothing is handed on before its time.
 */
@NullMarked
package dev.belfry.executor.intake;

import org.jspecify.annotations.NullMarked;
