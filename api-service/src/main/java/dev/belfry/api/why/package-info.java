/**
 * Why an execution ran, was late, was skipped, was canceled or failed: one plain sentence and the facts behind it, all
 * from its row.
 */
@NullMarked
package dev.belfry.api.why;

import org.jspecify.annotations.NullMarked;
