/**
 * Notification rules: which event of which job or monitor, or of all of a workspace, is told to which channel, and how
 * sparingly. What a rule has told so far is notifier-service's to know.
 */
@NullMarked
package dev.belfry.api.rule;

import org.jspecify.annotations.NullMarked;
