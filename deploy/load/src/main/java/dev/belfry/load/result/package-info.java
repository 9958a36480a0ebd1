/** What came out, as a table for people and as JSON for programs. */
@NullMarked
package dev.belfry.load.result;

import org.jspecify.annotations.NullMarked;
