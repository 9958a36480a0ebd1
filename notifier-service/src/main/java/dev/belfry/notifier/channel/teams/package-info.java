/**
 * Microsoft Teams, by a workflow that posts what it receives: one adaptive card, of some 28 KB at most.
 */
@NullMarked
package dev.belfry.notifier.channel.teams;

import org.jspecify.annotations.NullMarked;
