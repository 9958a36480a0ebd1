/** The preview: when a schedule would run, by the rules that fire it. */
@NullMarked
package dev.belfry.api.schedule;

import org.jspecify.annotations.NullMarked;
