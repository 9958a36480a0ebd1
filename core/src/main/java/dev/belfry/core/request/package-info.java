/** What a job sends to its target. */
@NullMarked
package dev.belfry.core.request;

import org.jspecify.annotations.NullMarked;
