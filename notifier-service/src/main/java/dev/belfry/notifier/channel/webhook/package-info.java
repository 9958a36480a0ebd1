/**
 * The webhook channel: a JSON POST to a URL of the user's. With a secret it is signed twice, by the platform's own header and by
 * Standard Webhooks (version 1); while a secret is being replaced, by both secrets. A 404 or 410 says that nobody wants it.
 */
@NullMarked
package dev.belfry.notifier.channel.webhook;

import org.jspecify.annotations.NullMarked;
