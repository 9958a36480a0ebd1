/**
 * Letters, over the mail server of this installation: the same words in HTML and in plain text, from templates. The
 * {@code Message-ID} is made of the delivery's id, so that a letter which is sent twice is one letter to its reader.
 *
 * <p>A mail server that is away is our trouble and none of the channel's; a reply of 5xx to the receiver is a refusal.
 */
@NullMarked
package dev.belfry.notifier.channel.email;

import org.jspecify.annotations.NullMarked;
