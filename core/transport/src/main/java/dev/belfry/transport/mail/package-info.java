/** Which mail server the services use: one answer for the letters of accounts and for those of notifications. */
@NullMarked
package dev.belfry.transport.mail;

import org.jspecify.annotations.NullMarked;
