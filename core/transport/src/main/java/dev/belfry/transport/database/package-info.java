/** How the services stand to PostgreSQL: what they do about a server that is gone without a word, and how they tell. */
@NullMarked
package dev.belfry.transport.database;

import org.jspecify.annotations.NullMarked;
