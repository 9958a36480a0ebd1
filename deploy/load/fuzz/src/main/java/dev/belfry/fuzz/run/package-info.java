/**
 * Sends the requests one after the other and tells what came back. The whole run follows from one seed; with the same seed
 * on an empty workspace it is the same run.
 */
@NullMarked
package dev.belfry.fuzz.run;

import org.jspecify.annotations.NullMarked;
