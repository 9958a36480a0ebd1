/** Notification rules: which end of which job is told to which channel. */
@NullMarked
package dev.belfry.api.rule;

import org.jspecify.annotations.NullMarked;
