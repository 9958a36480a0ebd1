/** The one way values become JSON on topics and in columns: snake_case names, RFC 3339 instants, exact numbers. */
@NullMarked
package dev.belfry.transport.json;

import org.jspecify.annotations.NullMarked;
