/**
 * Executions that a program asks for with wishes of its own: what to send, when, under which key, until when to have
 * begun. A run-now without wishes is {@code control}'s.
 *
 * <p>An order is one transaction. Its keys are rows of {@code execution_key}, written with the execution or not at all:
 * of two orders under one key that arrive together, the second waits for the first and finds its execution. A key is free
 * again when it has expired or its execution was dropped, and, unless it names one call, when its execution failed or
 * never ran; one that succeeded or was canceled keeps it.
 *
 * <p>What waits for a time to come may be moved to another one, until a quarter of a second before it when an executor
 * holds it already: so an answered move is always before the executor's last look, and the old time never fires.
 */
@NullMarked
package dev.belfry.api.order;

import org.jspecify.annotations.NullMarked;
