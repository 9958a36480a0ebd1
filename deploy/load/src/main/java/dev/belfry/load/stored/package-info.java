/** What the database holds: jobs that only lie there, put in by SQL, and what became of executions. */
@NullMarked
package dev.belfry.load.stored;

import org.jspecify.annotations.NullMarked;
