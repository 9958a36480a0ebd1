/** What a job sends to its target, how the answer is judged, and whether that can be stored. */
@NullMarked
package dev.belfry.core.request;

import org.jspecify.annotations.NullMarked;
