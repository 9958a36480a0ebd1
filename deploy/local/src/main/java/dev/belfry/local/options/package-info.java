/** The command line: what may be said, and one clear line about anything else. */
@NullMarked
package dev.belfry.local.options;

import org.jspecify.annotations.NullMarked;
