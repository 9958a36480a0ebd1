/**
 * The same done to many executions: canceled, or replayed. Owns {@code bulk_action}.
 *
 * <p>Which executions is decided when it is asked for. Then the instance that was asked does a few at a time and writes
 * down how far it is. Should it die, whoever next looks at the action goes on with it: a cancel that was made twice is
 * one cancel, and a replay is an order under a key of the action.
 */
@NullMarked
package dev.belfry.api.bulk;

import org.jspecify.annotations.NullMarked;
