/**
 * Telegram, by a bot: one message in its HTML.
 *
 * <p>Limit: 4096 characters after the markup is parsed. Rate limits name their wait in the answer's body.
 */
@NullMarked
package dev.belfry.notifier.channel.telegram;

import org.jspecify.annotations.NullMarked;
