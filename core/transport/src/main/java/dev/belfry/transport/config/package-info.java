/**
 * How many event loops a service runs unless it is told, and the bounds that its settings declare. A value outside of them keeps the service from starting, and the message
 * names the setting, what is allowed and what was set.
 *
 * <p>Not by Bean Validation, on purpose: where one setting carries one of its constraints, it describes some seventy groups
 * of settings to itself at each start, Quarkus's own among them, which was a third of what the start of a small service
 * cost. What {@link Bounds} cannot say is checked where the setting is used.
 */
@NullMarked
package dev.belfry.transport.config;

import org.jspecify.annotations.NullMarked;
