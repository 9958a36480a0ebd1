/** Executions as a client sees them, and run now. The rows move elsewhere; here they are read, and born by hand. */
@NullMarked
package dev.belfry.api.execution;

import org.jspecify.annotations.NullMarked;
