/**
 * Lists in pages: newest first, with an opaque cursor.
 *
 * <p>Every id is a time-ordered UUID, so the id of the last row is the cursor, and rows that appear meanwhile move no
 * page.
 */
@NullMarked
package dev.belfry.api.page;

import org.jspecify.annotations.NullMarked;
