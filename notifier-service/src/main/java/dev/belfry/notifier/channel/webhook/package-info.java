/**
 * The webhook channel: a JSON POST to a URL of the user's, signed when the channel has a secret.
 */
@NullMarked
package dev.belfry.notifier.channel.webhook;

import org.jspecify.annotations.NullMarked;
