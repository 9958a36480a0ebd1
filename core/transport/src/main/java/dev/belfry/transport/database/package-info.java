/**
 * How the services stand to PostgreSQL: whose clock they go by, which is the database's; that they prepare each statement
 * once for a connection; what they do about a server that is gone without a word; and how they tell.
 */
@NullMarked
package dev.belfry.transport.database;

import org.jspecify.annotations.NullMarked;
