/** What came out: an account of each fault and of all of them, as a table for people and as JSON for programs. */
@NullMarked
package dev.belfry.load.faults.report;

import org.jspecify.annotations.NullMarked;
