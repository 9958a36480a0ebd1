/**
 * How a job did over a window that ends now: counts by status, success rate, percentiles of duration and lateness.
 *
 * <p>Looked at are the newest ten thousand executions of the window, so the cost has a bound; the answer says when there
 * were more.
 */
@NullMarked
package dev.belfry.api.stats;

import org.jspecify.annotations.NullMarked;
