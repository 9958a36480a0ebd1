/**
 * Badges: the state of a monitor as a picture, for a page that anybody may read. Behind an address of its own, which
 * tells nothing but the state and can be replaced; it neither pings nor names anything.
 *
 * <p>Every state differs from the others by its word as well as by its colour, and white on each colour has the contrast
 * that WCAG 2.2 wants of small text (4.5 to 1).
 */
@NullMarked
package dev.belfry.api.badge;

import org.jspecify.annotations.NullMarked;
