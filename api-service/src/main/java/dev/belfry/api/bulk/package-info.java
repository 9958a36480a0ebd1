/**
 * The same done to many executions: canceled, or replayed. Owns {@code bulk_action}.
 *
 * <p>Which executions is decided when it is asked for; where that would take seconds, the filter is refused. Then the
 * instance that was asked does a few at a time and writes down how far it is. Should it die or fail, another one goes on
 * some seconds later, whether or not anybody looks at the action: a cancel that was made twice is one cancel, and a replay
 * is an order under a key of the action. The executions under way when an action is aborted count; those after them are
 * left alone. An action is kept as long as an execution of the same day.
 */
@NullMarked
package dev.belfry.api.bulk;

import org.jspecify.annotations.NullMarked;
