/**
 * HTTP/1.1 over a plain socket, so that anything can be sent: every HTTP client refuses to send what this module is for.
 */
@NullMarked
package dev.belfry.fuzz.wire;

import org.jspecify.annotations.NullMarked;
