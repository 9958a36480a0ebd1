/**
 * Executions as a client reads them: one with its attempts, or lists in pages.
 *
 * <p>A list is ordered by id, and ids by scheduled time. A cursor is an id, and the next page holds smaller ids only, so
 * whatever appears or changes meanwhile: no row comes twice, and every row that was there when the first page was read,
 * and still is and matches, comes once. A row that is written while somebody pages comes when its scheduled time lies
 * below the cursor (a tick made up after an outage), and else not before the next look from the top.
 *
 * <p>No list costs more because more executions are stored. A page examines at most ten thousand rows, chosen by the
 * index that fits the filters; when the other filters leave too few of them, the page is short and has a cursor.
 */
@NullMarked
package dev.belfry.api.execution;

import org.jspecify.annotations.NullMarked;
