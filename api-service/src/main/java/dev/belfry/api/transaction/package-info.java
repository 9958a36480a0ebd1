/**
 * One way into a transaction. The services change the same rows in batches and in an order of their own, so PostgreSQL
 * now and then ends one of two transactions that wait for each other. It may be ours, through no fault of the client;
 * so it is run again, as a whole, before the client hears of it.
 *
 * <p>And one patience: no request waits for a database that hangs. What it asked for is given up after some seconds, and
 * the client is told to come back.
 */
@NullMarked
package dev.belfry.api.transaction;

import org.jspecify.annotations.NullMarked;
