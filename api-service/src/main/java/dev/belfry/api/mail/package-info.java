/**
 * Letters to people, over the SMTP server that is configured, in plain text.
 *
 * <p>Without a server Belfry works: whoever asks for a letter learns that none can be sent and finds another way.
 */
@NullMarked
package dev.belfry.api.mail;

import org.jspecify.annotations.NullMarked;
