/**
 * Discord, by a webhook: one embed, and nobody is mentioned by what strangers wrote.
 *
 * <p>Limits: title 256, description 4096, field name 256 and value 1024, all together 6000 characters. Rate limits name their
 * wait in seconds with a fraction.
 */
@NullMarked
package dev.belfry.notifier.channel.discord;

import org.jspecify.annotations.NullMarked;
