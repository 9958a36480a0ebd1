/** When a job runs. */
@NullMarked
package dev.belfry.core.schedule;

import org.jspecify.annotations.NullMarked;
