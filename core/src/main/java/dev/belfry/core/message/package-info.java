/** What the services say to each other. Messages carry ids and news quickly; PostgreSQL stays the truth. */
@NullMarked
package dev.belfry.core.message;

import org.jspecify.annotations.NullMarked;
