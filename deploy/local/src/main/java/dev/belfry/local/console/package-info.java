/** What the person at the terminal sees: few lines, one thing each, colours only where a terminal shows them. */
@NullMarked
package dev.belfry.local.console;

import org.jspecify.annotations.NullMarked;
